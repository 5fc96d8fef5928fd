package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

/**
 * A part of a source's file that one worker reads: the records that begin in a range of its bytes.
 *
 * @param number the place of the range among those of the source: in the order of the files and of
 *     the bytes of each, with gaps
 * @param file the file's URI or path
 * @param begin the first byte of the range
 * @param end the byte after the range; {@link Long#MAX_VALUE} for the end of the file
 * @param linesBefore the number of line ends before the last byte before the range
 */
public record RecordRange(int number, String file, long begin, long end, long linesBefore) {
  public RecordRange {
    checkArgument(number >= 0, "number is %s, not at least 0", number);
    checkNotNull(file, "file");
    checkArgument(0 <= begin && begin <= end, "%s to %s is no range", begin, end);
    checkArgument(linesBefore >= 0, "linesBefore is %s, not at least 0", linesBefore);
  }

  /** A file as a whole. */
  public static RecordRange ofFile(int number, String file) {
    return new RecordRange(number, file, 0, Long.MAX_VALUE, 0);
  }

  /** Whether the range is the whole file, which need not be text. */
  public boolean isWholeFile() {
    return begin == 0 && end == Long.MAX_VALUE;
  }
}

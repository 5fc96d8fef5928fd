package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import java.io.Serializable;

/**
 * A part of a table that one worker reads: the rows that begin in a range of a file's bytes.
 *
 * @param file the file's URI or path
 * @param number the number of the file in the order of the table's files, from 0
 * @param begin the first byte of the range; 0 also where the file is read as a whole
 * @param end the byte after the range, at most the size of the file as it is stored
 */
public record TableRange(String file, int number, long begin, long end) implements Serializable {
  public TableRange {
    checkNotNull(file, "file");
    checkArgument(number >= 0, "number is %s, not at least 0", number);
    checkArgument(0 <= begin && begin <= end, "%s to %s is no range", begin, end);
  }

  long bytes() {
    return end - begin;
  }
}

package dev.catchment.read;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Looks over a range of a file, byte by byte, before its records are read. */
final class Survey {
  /** What is told of a range with quotes. */
  static final long QUOTED = -1;

  private static final int CHUNK = 1 << 16;

  private Survey() {}

  /**
   * The number of line ends from the byte before a range to the one before its last, so that the
   * sum over the ranges of a file is what {@link RecordRange#linesBefore} wants; {@link #QUOTED}
   * when there is a quote in a range of delimited text, the header left out.
   */
  static long lineEnds(RecordRange range, RecordFormat format) throws IOException {
    long body = format.hasQuotes() ? TableHeader.headOf(range.file(), format).end() : 0;
    long at = Math.max(range.begin() - 1, 0);
    long lineEnds = 0;
    byte[] bytes = new byte[CHUNK];
    try (SourceChannel channel = SourceChannel.open(range.file(), at)) {
      while (at < range.end() - 1) {
        int most = (int) Math.min(CHUNK, range.end() - 1 - at);
        int count = channel.read(ByteBuffer.wrap(bytes, 0, most));
        if (count < 0) {
          break;
        }
        if (format.hasQuotes()) {
          int below = (int) Math.min(count, Math.max(0, body - at));
          if (ByteWords.count(bytes, below, count, format.quote()) > 0) {
            return QUOTED;
          }
        }
        lineEnds += ByteWords.count(bytes, 0, count, '\n');
        at += count;
      }
    }
    return lineEnds;
  }
}

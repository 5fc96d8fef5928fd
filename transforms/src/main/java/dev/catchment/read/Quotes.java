package dev.catchment.read;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Finds quotes in CSV files, byte by byte. */
final class Quotes {
  private static final int CHUNK = 1 << 16;

  private Quotes() {}

  /** Whether there is a quote in a range, the header left out. */
  static boolean isIn(TableRange range) throws IOException {
    long begin = Math.max(range.begin(), TableHeader.head(range.file(), TableFiles.FORMAT).end());
    byte[] bytes = new byte[CHUNK];
    try (SourceChannel channel = SourceChannel.open(range.file(), begin)) {
      int count = 0;
      for (long left = range.end() - begin; left > 0 && count >= 0; left -= count) {
        count = channel.read(ByteBuffer.wrap(bytes, 0, (int) Math.min(left, CHUNK)));
        for (int at = 0; at < count; at++) {
          if (bytes[at] == '"') {
            return true;
          }
        }
      }
    }
    return false;
  }
}

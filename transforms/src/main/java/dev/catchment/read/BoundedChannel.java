package dev.catchment.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.function.LongSupplier;

/**
 * Unpacked data that may be so many times as long as the packed ones. Throws {@link InputException}
 * when they are longer; the first {@value #FREE} bytes are free, as short texts can pack very well.
 */
final class BoundedChannel implements ReadableByteChannel {
  static final long FREE = 64 << 20;

  private final ReadableByteChannel content;
  private final LongSupplier stored;
  private final String file;
  private final int ratio;
  private long unpacked;

  BoundedChannel(ReadableByteChannel content, LongSupplier stored, String file, int ratio) {
    this.content = content;
    this.stored = stored;
    this.file = file;
    this.ratio = ratio;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int count = content.read(target);
    unpacked += Math.max(count, 0);
    if (unpacked > FREE && unpacked / ratio > stored.getAsLong()) {
      throw new InputException(
          "%s unpacks to more than %,d times its size, as data made to fill a disk do; if it is what it should be, raise compressionRatio of its source"
              .formatted(file, ratio));
    }
    return count;
  }

  @Override
  public boolean isOpen() {
    return content.isOpen();
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}

package dev.catchment.model;

import java.io.OutputStream;
import java.util.Arrays;

/** A growing array of bytes that is written to by one thread. */
public final class ByteSink extends OutputStream {
  private byte[] bytes = new byte[256];
  private int size;

  @Override
  public void write(int next) {
    if (size == bytes.length) {
      grow(1);
    }
    bytes[size++] = (byte) next;
  }

  @Override
  public void write(byte[] more, int from, int length) {
    if (length > bytes.length - size) {
      grow(length);
    }
    System.arraycopy(more, from, bytes, size, length);
    size += length;
  }

  private void grow(int more) {
    bytes =
        Arrays.copyOf(
            bytes,
            Math.max(Math.addExact(size, more), (int) Math.min(size * 2L, Integer.MAX_VALUE - 8)));
  }

  /** The array, of which the first {@link #size} bytes were written. */
  public byte[] array() {
    return bytes;
  }

  /** The number of bytes that were written. */
  public int size() {
    return size;
  }

  /** Forgets what was written and keeps the memory. */
  public void clear() {
    size = 0;
  }
}

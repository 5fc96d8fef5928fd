package dev.catchment.model;

import java.io.InputStream;
import java.util.Objects;

/** The bytes of an array, read by one thread: without the lock of {@code ByteArrayInputStream}. */
public final class ByteSource extends InputStream {
  private final byte[] bytes;
  private final int end;
  private int at;

  /** Reads an array. */
  public ByteSource(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** Reads a part of an array. */
  public ByteSource(byte[] bytes, int from, int length) {
    Objects.checkFromIndexSize(from, length, bytes.length);
    this.bytes = bytes;
    this.at = from;
    this.end = from + length;
  }

  @Override
  public int read() {
    return at < end ? bytes[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int from, int length) {
    if (length > 0 && at == end) {
      return -1;
    }
    int count = Math.min(length, end - at);
    System.arraycopy(bytes, at, target, from, count);
    at += count;
    return count;
  }

  @Override
  public int available() {
    return end - at;
  }
}

package dev.catchment.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Reads and writes arrays of doubles and longs, eight bytes each, highest byte first. */
public final class Doubles {
  private Doubles() {}

  public static void write(double[] values, OutputStream out) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Double.BYTES * values.length);
    buffer.asDoubleBuffer().put(values);
    out.write(buffer.array());
  }

  public static double[] read(int length, InputStream in) throws IOException {
    double[] values = new double[length];
    bytes(length, in).asDoubleBuffer().get(values);
    return values;
  }

  public static void write(long[] values, OutputStream out) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES * values.length);
    buffer.asLongBuffer().put(values);
    out.write(buffer.array());
  }

  public static long[] readLongs(int length, InputStream in) throws IOException {
    long[] values = new long[length];
    bytes(length, in).asLongBuffer().get(values);
    return values;
  }

  private static ByteBuffer bytes(int length, InputStream in) throws IOException {
    int expected = Math.multiplyExact(length, Double.BYTES);
    byte[] bytes = in.readNBytes(expected);
    if (bytes.length < expected) {
      throw new EOFException();
    }
    return ByteBuffer.wrap(bytes);
  }
}

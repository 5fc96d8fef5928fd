package dev.catchment.model;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Longs;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads and writes the primitive parts of the byte formats in {@code docs/formats/coders.md}:
 * variable-length integers (base 128, lowest group first), fixed eight-byte numbers (big endian)
 * and text (length in bytes, then UTF-8; a missing text has the length 0, a present one its length
 * + 1).
 */
public final class Wire {
  /** Up to here memory is taken for a length before it is known that so much follows. */
  private static final int TRUSTED_LENGTH = 1 << 16;

  private Wire() {}

  /** Writes an unsigned integer in one to ten bytes. */
  public static void writeVarint(long value, OutputStream out) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** Reads what {@link #writeVarint} wrote. */
  public static long readVarint(InputStream in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = readByte(in);
      value |= (long) (next & 0x7F) << shift;
      if ((next & 0x80) == 0) {
        return value;
      }
    }
    throw new IOException("malformed variable-length integer");
  }

  /** Reads a length or count; throws {@link IOException} when it cannot be one. */
  public static int readLength(InputStream in) throws IOException {
    long length = readVarint(in);
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw new IOException("malformed length " + length);
    }
    return (int) length;
  }

  /** Writes a signed integer in one to ten bytes, small magnitudes in few (zig-zag). */
  public static void writeSigned(long value, OutputStream out) throws IOException {
    writeVarint((value << 1) ^ (value >> 63), out);
  }

  /** Reads what {@link #writeSigned} wrote. */
  public static long readSigned(InputStream in) throws IOException {
    long raw = readVarint(in);
    return (raw >>> 1) ^ -(raw & 1);
  }

  /** Writes eight bytes, highest first. */
  public static void writeFixed(long value, OutputStream out) throws IOException {
    out.write(Longs.toByteArray(value));
  }

  /** Reads what {@link #writeFixed} wrote. */
  public static long readFixed(InputStream in) throws IOException {
    return Longs.fromByteArray(readBytes(Long.BYTES, in));
  }

  /** Writes a floating-point number; every NaN has the same bytes. */
  public static void writeDecimal(double value, OutputStream out) throws IOException {
    writeFixed(Double.doubleToLongBits(value), out);
  }

  /** Reads what {@link #writeDecimal} wrote. */
  public static double readDecimal(InputStream in) throws IOException {
    return Double.longBitsToDouble(readFixed(in));
  }

  /** Writes a text that may be null. */
  public static void writeString(String value, OutputStream out) throws IOException {
    if (value == null) {
      out.write(0);
      return;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    writeVarint(bytes.length + 1L, out);
    out.write(bytes);
  }

  /** Reads what {@link #writeString} wrote. */
  public static String readString(InputStream in) throws IOException {
    int length = readLength(in);
    return length == 0 ? null : new String(readBytes(length - 1, in), StandardCharsets.UTF_8);
  }

  /** Reads one byte, 0 to 255; throws {@link EOFException} at the end. */
  public static int readByte(InputStream in) throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException();
    }
    return next;
  }

  private static byte[] readBytes(int length, InputStream in) throws IOException {
    byte[] bytes = new byte[Math.min(length, TRUSTED_LENGTH)];
    int read = in.readNBytes(bytes, 0, bytes.length);
    if (read == TRUSTED_LENGTH && read < length) {
      bytes = Bytes.concat(bytes, in.readNBytes(length - read));
      read = bytes.length;
    }
    if (read < length) {
      throw new EOFException();
    }
    return bytes;
  }

  /** Reads a fixed number of bytes through a {@link DataInputStream}-like contract. */
  public static void readFully(byte[] target, InputStream in) throws IOException {
    if (in.readNBytes(target, 0, target.length) < target.length) {
      throw new EOFException();
    }
  }
}

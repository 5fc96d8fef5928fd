package dev.catchment.model;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;

/**
 * Bytes on their way between two steps: their number in four bytes, highest first, then themselves
 * compressed with zstd at level 1, so that a runner that keeps what it groups in memory keeps
 * little.
 */
public final class PackedBytes {
  private static final int LEVEL = 1;

  private PackedBytes() {}

  /** Packs the bytes of a sink. */
  public static byte[] pack(ByteSink bytes) {
    byte[] target = new byte[Integer.BYTES + (int) Zstd.compressBound(bytes.size())];
    long length =
        Zstd.compressByteArray(
            target,
            Integer.BYTES,
            target.length - Integer.BYTES,
            bytes.array(),
            0,
            bytes.size(),
            LEVEL);
    check(length);
    for (int index = 0; index < Integer.BYTES; index++) {
      target[index] = (byte) (bytes.size() >>> (24 - 8 * index));
    }
    return Arrays.copyOf(target, Integer.BYTES + (int) length);
  }

  /** The bytes that were packed. */
  public static byte[] unpack(byte[] packed) {
    int size = 0;
    for (int index = 0; index < Integer.BYTES; index++) {
      size = (size << 8) | (packed[index] & 0xFF);
    }
    byte[] bytes = new byte[size];
    check(
        Zstd.decompressByteArray(
            bytes, 0, size, packed, Integer.BYTES, packed.length - Integer.BYTES));
    return bytes;
  }

  private static void check(long result) {
    if (Zstd.isError(result)) {
      throw new IllegalStateException("zstd: " + Zstd.getErrorName(result));
    }
  }
}

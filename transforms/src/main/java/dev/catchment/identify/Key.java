package dev.catchment.identify;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Longs;

/**
 * An identifier in 128 bits: one byte of 1 + its namespace's rank, then the first 120 bits of the
 * SHA-256 of namespace, a zero byte and value. A cryptographic hash, because whoever sends events
 * chooses the values and must not be able to forge another person's key.
 *
 * @param high the first 8 bytes, never 0
 * @param low the last 8 bytes
 */
record Key(long high, long low) implements Comparable<Key> {
  private static final BaseEncoding BASE_32 = BaseEncoding.base32().lowerCase();

  /** The rank of the namespace, 0 the first. */
  int rank() {
    return (int) (high >>> 56) - 1;
  }

  /** The id of the person whose first identifier this is: {@code p} and the hash in base 32. */
  String profileId() {
    byte[] bytes = new byte[15];
    System.arraycopy(Longs.toByteArray(high), 1, bytes, 0, 7);
    System.arraycopy(Longs.toByteArray(low), 0, bytes, 7, 8);
    return "p" + BASE_32.encode(bytes);
  }

  /** Compares as unsigned numbers: by namespace rank, then by hash. */
  @Override
  public int compareTo(Key other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }
}

package dev.catchment.identify;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.io.BaseEncoding;
import com.google.common.primitives.Longs;
import java.util.Arrays;

/**
 * An identifier in 128 bits: one byte of 1 + its namespace's rank, then the first 120 bits of the
 * SHA-256 of namespace, a zero byte and value. A cryptographic hash, because whoever sends events
 * chooses the values and must not be able to forge another person's key.
 *
 * <p>A key whose first byte is 0 is no identifier: it stands for a person whose id is known, and
 * comes before all identifiers.
 *
 * @param high the first 8 bytes
 * @param low the last 8 bytes
 */
record Key(long high, long low) implements Comparable<Key> {
  /** Stands for the person of a shared identifier, who is nobody. */
  static final Key NOBODY = new Key(0, 0);

  private static final BaseEncoding BASE_32 = BaseEncoding.base32().lowerCase();

  /**
   * The key that stands for the person with an id.
   *
   * @throws IllegalArgumentException when it is not the id of a person
   */
  static Key ofPerson(String profileId) {
    checkArgument(
        profileId.length() == 25 && profileId.charAt(0) == 'p', "%s is no profile id", profileId);
    byte[] bytes = BASE_32.decode(profileId.substring(1));
    byte[] all = new byte[2 * Long.BYTES];
    System.arraycopy(bytes, 0, all, 1, bytes.length);
    return new Key(
        Longs.fromByteArray(Arrays.copyOf(all, Long.BYTES)),
        Longs.fromByteArray(Arrays.copyOfRange(all, Long.BYTES, all.length)));
  }

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

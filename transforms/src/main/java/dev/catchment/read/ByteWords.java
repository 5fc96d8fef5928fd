package dev.catchment.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for a byte in eight at once, which are the bytes of a word, the first one lowest (Mycroft's
 * test in its exact form: Warren, Hacker's Delight, 2nd edition, section 6-1).
 */
final class ByteWords {
  /** The highest bit of every byte. */
  static final long HIGH_BITS = 0x8080808080808080L;

  private static final long LOW_BITS = 0x0101010101010101L;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private ByteWords() {}

  /** The eight bytes from an index on. */
  static long at(byte[] bytes, int index) {
    return (long) WORDS.get(bytes, index);
  }

  /** A word of a byte, eight times. */
  static long repeat(int value) {
    return (value & 0xFF) * LOW_BITS;
  }

  /** The highest bit of every byte that is the same in both words. */
  static long same(long word, long other) {
    long differences = word ^ other;
    return ~(((differences & ~HIGH_BITS) + ~HIGH_BITS) | differences) & HIGH_BITS;
  }

  /** The index of the first byte of which a bit is set, 0 to 7. */
  static int first(long bits) {
    return Long.numberOfTrailingZeros(bits) / Byte.SIZE;
  }

  /** How often a byte is in a part of an array. */
  static int count(byte[] bytes, int from, int to, int wanted) {
    long pattern = repeat(wanted);
    int count = 0;
    int index = from;
    for (; index <= to - Long.BYTES; index += Long.BYTES) {
      count += Long.bitCount(same(at(bytes, index), pattern));
    }
    for (; index < to; index++) {
      count += bytes[index] == (byte) wanted ? 1 : 0;
    }
    return count;
  }
}

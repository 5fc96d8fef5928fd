package dev.catchment.write;

import java.util.Arrays;

/** Compares texts in UTF-8 as {@link String#compareTo} does, which is by UTF-16 units. */
final class Utf16Order {
  private static final long NOT_ASCII = 0x8080808080808080L;

  private Utf16Order() {}

  static int compare(
      byte[] left, int leftStart, int leftLength, byte[] right, int rightStart, int rightLength) {
    int place =
        Arrays.mismatch(
            left, leftStart, leftStart + leftLength, right, rightStart, rightStart + rightLength);
    if (place < 0) {
      return 0;
    }
    if (place == leftLength || place == rightLength) {
      return Integer.compare(leftLength, rightLength);
    }
    return Integer.compare(rank(left[leftStart + place]), rank(right[rightStart + place]));
  }

  /** The first eight bytes of a text, the first one highest; zeros where it is shorter. */
  static long head(byte[] text, int start, int length) {
    long head = 0;
    for (int index = 0; index < Long.BYTES; index++) {
      head = head << Byte.SIZE | (index < length ? text[start + index] & 0xFF : 0);
    }
    return head;
  }

  /** Compares texts by their heads; 0 when these do not tell, being the same or not ASCII. */
  static int compareHeads(long left, long right) {
    return ((left | right) & NOT_ASCII) == 0 ? Long.compare(left, right) : 0;
  }

  /**
   * In UTF-16 the characters of four bytes, which begin with F0 or more, come before those from
   * U+E000 on, which begin with EE and EF.
   */
  private static int rank(byte next) {
    int unsigned = next & 0xFF;
    return unsigned == 0xEE || unsigned == 0xEF ? unsigned + 0x100 : unsigned;
  }
}

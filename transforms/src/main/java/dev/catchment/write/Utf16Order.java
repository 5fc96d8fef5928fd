package dev.catchment.write;

import java.util.Arrays;

/** Compares texts in UTF-8 as {@link String#compareTo} does, which is by UTF-16 units. */
final class Utf16Order {
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

  /**
   * In UTF-16 the characters of four bytes, which begin with F0 or more, come before those from
   * U+E000 on, which begin with EE and EF.
   */
  private static int rank(byte next) {
    int unsigned = next & 0xFF;
    return unsigned == 0xEE || unsigned == 0xEF ? unsigned + 0x100 : unsigned;
  }
}

package dev.catchment.read;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/** Reads numbers from the bytes of their text, the same ones as {@link Double#parseDouble}. */
final class Decimals {
  /** What stands for a text that is no finite number; a text that is empty gives NaN. */
  static final double NO_NUMBER = Double.POSITIVE_INFINITY;

  /** So many digits always fit into a long. */
  private static final int MOST_DIGITS = 18;

  /** Up to here a long is a double. */
  private static final long MOST_EXACT = 1L << 53;

  private static final double[] POWERS_OF_TEN = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18
  };

  private Decimals() {}

  /** The number of a text; null is an empty one. */
  static double parse(String text) {
    if (text == null) {
      return Double.NaN;
    }
    try {
      return finite(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return NO_NUMBER;
    }
  }

  /**
   * The number of a text in UTF-8.
   *
   * <p>Digits that are a long up to 2<sup>53</sup>, divided by a power of ten up to 10<sup>22</sup>
   * are the nearest double, since both are exact and the division rounds once (Clinger: How to Read
   * Floating Point Numbers Accurately, 1990).
   */
  static double parse(byte[] bytes, int from, int to) {
    if (from == to) {
      return Double.NaN;
    }
    boolean negative = bytes[from] == '-';
    int first = negative ? from + 1 : from;
    if (to - first > MOST_DIGITS + 1) {
      return parseAny(bytes, from, to);
    }
    long digits = 0;
    int point = -1;
    for (int at = first; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = 10 * digits + digit;
      } else if (bytes[at] == '.' && point < 0) {
        point = at;
      } else {
        return parseAny(bytes, from, to);
      }
    }
    int count = to - first - (point < 0 ? 0 : 1);
    if (count == 0 || count > MOST_DIGITS || digits > MOST_EXACT) {
      return parseAny(bytes, from, to);
    }
    double number = point < 0 ? digits : digits / POWERS_OF_TEN[to - point - 1];
    return negative ? -number : number;
  }

  private static double parseAny(byte[] bytes, int from, int to) {
    try {
      return finite(JavaDoubleParser.parseDouble(bytes, from, to - from));
    } catch (NumberFormatException e) {
      return NO_NUMBER;
    }
  }

  private static double finite(double number) {
    return Double.isFinite(number) ? number : NO_NUMBER;
  }
}

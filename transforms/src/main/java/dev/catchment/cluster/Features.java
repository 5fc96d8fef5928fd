package dev.catchment.cluster;

/** What counts as a number in a row of features. */
final class Features {
  /**
   * The largest magnitude that is taken as a number: the sums of squares of 10<sup>100</sup> rows
   * stay in the range of double.
   */
  static final double LARGEST = 1e100;

  private Features() {}

  /** Whether a value is finite and at most 10<sup>100</sup> in magnitude; others are missing. */
  static boolean isPresent(double value) {
    return Math.abs(value) <= LARGEST;
  }
}

package dev.catchment.detect;

/** The largest values that detectors reckon with, so that no square of a difference overflows. */
final class Bounds {
  private static final double LARGEST = 1e100;

  private Bounds() {}

  /** A finite value, at most 1e100 in size. */
  static double within(double value) {
    return Math.max(-LARGEST, Math.min(LARGEST, value));
  }
}

package dev.catchment.pipelines.queue;

import static com.google.common.base.Preconditions.checkArgument;

/** Checks numbers that must be above 0. */
final class Positive {
  private Positive() {}

  static void check(String name, double value) {
    checkArgument(
        value > 0 && Double.isFinite(value), "%s is %s, valid is a number above 0", name, value);
  }
}

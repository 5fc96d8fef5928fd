package dev.catchment.pipelines.traffic;

import static com.google.common.base.Preconditions.checkArgument;

/** Checks of parameters. */
final class Range {
  private Range() {}

  static void above(String name, double value, double low) {
    checkArgument(
        value > low && Double.isFinite(value),
        "%s is %s, valid is a number above %s",
        name,
        text(value),
        text(low));
  }

  static void within(String name, double value, double low, double high) {
    checkArgument(
        value >= low && value <= high,
        "%s is %s, valid is a number from %s to %s",
        name,
        text(value),
        text(low),
        text(high));
  }

  private static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}

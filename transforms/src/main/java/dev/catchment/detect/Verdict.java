package dev.catchment.detect;

/**
 * What a {@link Detector} says of one value. Immutable.
 *
 * @param score how unusual the value is, from 0 to 1; {@link #LIMIT} and more is an alert
 * @param expected what the detector expected, in the unit of the value, NaN if it expected nothing
 *     in particular; of several values the distance is judged and nothing is expected
 * @param alert whether the value is worth an alert
 * @param reason why, in words; empty where there is no alert
 */
public record Verdict(double score, double expected, boolean alert, String reason) {
  /** The score from which on a verdict is an alert, the same for all detectors. */
  public static final double LIMIT = 0.5;

  /** Nothing can be said, for want of a number or of values to compare it with. */
  public static final Verdict UNKNOWN = new Verdict(0, Double.NaN, false, "");

  /** A verdict without alert. */
  static Verdict calm(double score, double expected) {
    return new Verdict(score, expected, false, "");
  }

  /** A verdict with an alert. */
  static Verdict alert(double score, double expected, String reason) {
    return new Verdict(score, expected, true, reason);
  }

  /**
   * The score of a statistic that is not negative and has a limit: 0 for 0, {@link #LIMIT} at the
   * limit, and up to 1 above.
   */
  static double score(double statistic, double limit) {
    return Double.isInfinite(statistic) ? 1 : statistic / (statistic + limit);
  }
}

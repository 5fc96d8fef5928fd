package dev.catchment.detect;

/**
 * What a control chart compares with: a mean and a standard deviation, given or those of the first
 * values (Welford, "Note on a method for calculating corrected sums of squares and products",
 * 1962). They stay as they are from then on, because a chart that learns what it watches follows a
 * drift instead of telling it.
 *
 * @param target the mean, NaN if it is learned
 * @param deviation the standard deviation, NaN if it is learned
 * @param learn how many first values are learned from
 */
record Baseline(double target, double deviation, int learn) implements java.io.Serializable {
  private static final int COUNT = 0;
  private static final int MEAN = 1;
  private static final int SQUARES = 2;

  /** How many numbers of the memory are the baseline's; they are the first ones. */
  static final int NUMBERS = 3;

  static Baseline of(Settings settings) {
    return new Baseline(
        settings.number("target").orElse(Double.NaN),
        settings.has("deviation") ? settings.number("deviation", 0, 1e-300, 1e300) : Double.NaN,
        settings.count("learn", 100, 2, 1_000_000));
  }

  /** Whether a value may be judged; it is learned where not. */
  boolean ready(double[] state, double value) {
    boolean given = !Double.isNaN(target) && !Double.isNaN(deviation);
    if (given || state[COUNT] >= learn) {
      return true;
    }
    state[COUNT]++;
    double difference = value - state[MEAN];
    state[MEAN] += difference / state[COUNT];
    state[SQUARES] += difference * (value - state[MEAN]);
    return false;
  }

  double mean(double[] state) {
    return Double.isNaN(target) ? state[MEAN] : target;
  }

  /**
   * How many standard deviations a value is above the mean; infinite where there is no deviation.
   */
  double standardized(double[] state, double value) {
    double difference = value - mean(state);
    return difference == 0 ? 0 : difference / spread(state);
  }

  private double spread(double[] state) {
    return Double.isNaN(deviation) ? Math.sqrt(state[SQUARES] / (state[COUNT] - 1)) : deviation;
  }
}

package dev.catchment.detect;

import org.apache.beam.sdk.coders.Coder;

/**
 * Alerts when the values of a series add up to a shift: the sums of what they are above and below
 * the mean, less a slack, beyond a limit, all in standard deviations (Page, "Continuous Inspection
 * Schemes", 1954; the tabular form of Montgomery, Introduction to Statistical Quality Control). The
 * sums start again after an alert.
 *
 * <p>Compares with a mean and standard deviation that are given or those of the first values, which
 * are not judged. Times do not matter.
 *
 * <p>Remembers five numbers: 41 bytes.
 */
public final class Cusum implements Detector<double[]> {
  private static final long serialVersionUID = 1;
  private static final int HIGH = Baseline.NUMBERS;
  private static final int LOW = Baseline.NUMBERS + 1;

  private final Baseline baseline;
  private final double slack;
  private final double limit;

  private Cusum(Baseline baseline, double slack, double limit) {
    this.baseline = baseline;
    this.slack = slack;
    this.limit = limit;
  }

  static Cusum of(Settings settings) {
    return new Cusum(
        Baseline.of(settings),
        settings.number("slack", 0.5, 0, 100),
        settings.number("limit", 5, 0.1, 10_000));
  }

  @Override
  public double[] create() {
    return new double[Baseline.NUMBERS + 2];
  }

  @Override
  public Verdict take(double[] state, long timeMillis, double[] values) {
    double value = Bounds.within(values[0]);
    if (!Double.isFinite(values[0]) || !baseline.ready(state, value)) {
      return Verdict.UNKNOWN;
    }
    double far = baseline.standardized(state, value);
    double mean = baseline.mean(state);
    state[HIGH] = Math.max(0, state[HIGH] + far - slack);
    state[LOW] = Math.max(0, state[LOW] - far - slack);
    boolean high = state[HIGH] >= state[LOW];
    double sum = Math.max(state[HIGH], state[LOW]);
    double score = Verdict.score(sum, limit);
    if (sum <= limit) {
      return Verdict.calm(score, mean);
    }
    state[HIGH] = 0;
    state[LOW] = 0;
    return Verdict.alert(
        score,
        mean,
        "the values have shifted %s from %s; what they differ by has added up to %s standard deviations"
            .formatted(
                high ? "up" : "down",
                Words.number(mean),
                Double.isInfinite(sum) ? "countless" : Words.number(sum)));
  }

  @Override
  public Coder<double[]> coder() {
    return NumbersCoder.of();
  }
}

package dev.catchment.detect;

import org.apache.beam.sdk.coders.Coder;

/**
 * Alerts when the exponentially weighted mean of a series leaves its control limits: small shifts
 * that last are seen sooner than by single values (Roberts, "Control Chart Tests Based on Geometric
 * Moving Averages", 1959; the exact limits of Lucas and Saccucci, 1990). Alerts as long as the mean
 * is outside.
 *
 * <p>Compares with a mean and standard deviation that are given or those of the first values, which
 * are not judged. A value counts at most {@value #FARTHEST} standard deviations. Times do not
 * matter.
 *
 * <p>Remembers five numbers: 41 bytes.
 */
public final class EwmaChart implements Detector<double[]> {
  private static final long serialVersionUID = 1;
  private static final double FARTHEST = 20;
  private static final int TAKEN = Baseline.NUMBERS;
  private static final int AVERAGE = Baseline.NUMBERS + 1;

  private final Baseline baseline;
  private final double weight;
  private final double limit;

  private EwmaChart(Baseline baseline, double weight, double limit) {
    this.baseline = baseline;
    this.weight = weight;
    this.limit = limit;
  }

  static EwmaChart of(Settings settings) {
    return new EwmaChart(
        Baseline.of(settings),
        settings.number("weight", 0.2, 0.001, 1),
        settings.number("limit", 3, 0.1, 1000));
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
    state[TAKEN]++;
    state[AVERAGE] += weight * (Math.max(-FARTHEST, Math.min(FARTHEST, far)) - state[AVERAGE]);
    double share = 1 - Math.pow(1 - weight, 2 * state[TAKEN]);
    double distance = Math.abs(state[AVERAGE]) / Math.sqrt(weight / (2 - weight) * share);
    double mean = baseline.mean(state);
    double score = Verdict.score(distance, limit);
    if (distance <= limit) {
      return Verdict.calm(score, mean);
    }
    return Verdict.alert(
        score,
        mean,
        "the values have been %s than %s of late, by %s times what chance does to their mean"
            .formatted(
                state[AVERAGE] > 0 ? "higher" : "lower",
                Words.number(mean),
                Words.number(distance)));
  }

  @Override
  public Coder<double[]> coder() {
    return NumbersCoder.of();
  }
}

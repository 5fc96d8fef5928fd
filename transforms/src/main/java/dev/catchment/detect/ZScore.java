package dev.catchment.detect;

import org.apache.beam.sdk.coders.Coder;

/**
 * Alerts when a value is far from the mean of those before, in standard deviations. Mean and
 * variance are those of all values at first and are exponentially weighted once as many as the
 * memory came: the newest value then weighs 1 / memory (West, "Updating mean and variance
 * estimates", 1979; Finch, "Incremental calculation of weighted mean and variance", 2009).
 *
 * <p>The first values, as many as {@code learn} says, are not judged. A value beyond the limit is
 * learned as if it were at the limit, so that one outlier does not hide the next and a new level is
 * learned in time. In a constant series every other value is beyond the limit. Times do not matter.
 *
 * <p>Remembers a count, a mean and a variance: 25 bytes.
 */
public final class ZScore implements Detector<double[]> {
  private static final long serialVersionUID = 1;
  private static final int COUNT = 0;
  private static final int MEAN = 1;
  private static final int VARIANCE = 2;

  private final double limit;
  private final int memory;
  private final int learn;

  /**
   * A detector of values far from the mean.
   *
   * @param limit the largest distance that is allowed, in standard deviations
   * @param memory how many values the mean goes back
   * @param learn how many values are not judged
   */
  public ZScore(double limit, int memory, int learn) {
    this.limit = limit;
    this.memory = memory;
    this.learn = learn;
  }

  static ZScore of(Settings settings) {
    return new ZScore(
        settings.number("limit", 4, 0.1, 1000),
        settings.count("memory", 200, 2, 1_000_000),
        settings.count("learn", 30, 2, 1_000_000));
  }

  @Override
  public double[] create() {
    return new double[3];
  }

  @Override
  public Verdict take(double[] state, long timeMillis, double[] values) {
    if (!Double.isFinite(values[0])) {
      return Verdict.UNKNOWN;
    }
    double value = Bounds.within(values[0]);
    double mean = state[MEAN];
    double deviation = Math.sqrt(state[VARIANCE]);
    double difference = value - mean;
    boolean known = state[COUNT] >= learn;
    double distance = difference == 0 ? 0 : Math.abs(difference) / deviation;
    boolean far = known && distance > limit;
    double step = far && deviation > 0 ? Math.copySign(limit * deviation, difference) : difference;
    state[COUNT]++;
    double weight = Math.max(1 / state[COUNT], 1.0 / memory);
    state[MEAN] += weight * step;
    state[VARIANCE] = (1 - weight) * (state[VARIANCE] + weight * step * step);
    if (!known) {
      return Verdict.UNKNOWN;
    }
    double score = Verdict.score(distance, limit);
    if (!far) {
      return Verdict.calm(score, mean);
    }
    return Verdict.alert(score, mean, Words.distance(value, mean, distance));
  }

  @Override
  public Coder<double[]> coder() {
    return NumbersCoder.of();
  }
}

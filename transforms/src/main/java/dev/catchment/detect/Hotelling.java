package dev.catchment.detect;

import org.apache.beam.sdk.coders.Coder;

/**
 * Alerts when several measures together are far from their mean, even if each of them alone is not:
 * Hotelling's T², the squared distance in units of their covariance (Hotelling, "Multivariate
 * Quality Control", 1947). The alert is not of T² itself, whose usual size depends on the number of
 * measures, but of the standard normal number that a chi-squared T² of so many measures is (Wilson
 * and Hilferty, "The Distribution of Chi-Square", 1931), so that the limit means standard
 * deviations everywhere.
 *
 * <p>Mean and covariance are those of all values at first, by Welford's method, and exponentially
 * weighted once as many as the memory came. The first values, as many as {@code learn} says, are
 * not judged. A value beyond the limit is learned with a tenth of the weight. Measures of which one
 * is no finite number are not judged. Times do not matter. Where a measure never changed, any
 * change of it is beyond the limit.
 *
 * <p>Remembers a count, p means and p (p + 1) / 2 covariances for p measures, 8 bytes each.
 */
public final class Hotelling implements Detector<double[]> {
  private static final long serialVersionUID = 1;
  private static final double LEAST = 1e-9;
  private static final double DOUBTFUL = 0.1;

  private final int width;
  private final double limit;
  private final int memory;
  private final int learn;

  /**
   * A detector of unusual combinations.
   *
   * @param width how many measures there are
   * @param limit the largest distance that is allowed, in standard deviations
   * @param memory how many values the mean goes back
   * @param learn how many values are not judged
   */
  public Hotelling(int width, double limit, int memory, int learn) {
    DetectorException.check(
        learn > width,
        "learn",
        "learn of the detector hotelling is %s; it must be more than its %s measures",
        learn,
        width);
    this.width = width;
    this.limit = limit;
    this.memory = memory;
    this.learn = learn;
  }

  static Hotelling of(Settings settings) {
    return new Hotelling(
        settings.count("width", 2, 1, 50),
        settings.number("limit", 4, 0.1, 1000),
        settings.count("memory", 1000, 2, 1_000_000),
        settings.count("learn", 100, 2, 1_000_000));
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public double[] create() {
    return new double[1 + width + width * (width + 1) / 2];
  }

  @Override
  public Verdict take(double[] state, long timeMillis, double[] values) {
    double[] differences = new double[width];
    for (int i = 0; i < width; i++) {
      if (!Double.isFinite(values[i])) {
        return Verdict.UNKNOWN;
      }
      differences[i] = Bounds.within(values[i]) - state[1 + i];
    }
    boolean known = state[0] >= learn;
    double distance = known ? normal(squaredDistance(state, differences)) : 0;
    boolean far = known && distance > limit;
    learn(state, differences, far);
    if (!known) {
      return Verdict.UNKNOWN;
    }
    double score = Verdict.score(Math.max(0, distance), limit);
    if (!far) {
      return Verdict.calm(score, Double.NaN);
    }
    return Verdict.alert(
        score,
        Double.NaN,
        Double.isInfinite(distance)
            ? "a measure changed that never did"
            : "the %d measures together are %s standard deviations from what is usual"
                .formatted(width, Words.number(distance)));
  }

  private void learn(double[] state, double[] differences, boolean far) {
    state[0]++;
    double weight = Math.max(1 / state[0], 1.0 / memory) * (far ? DOUBTFUL : 1);
    for (int i = 0, place = 1 + width; i < width; i++) {
      state[1 + i] += weight * differences[i];
      for (int j = 0; j <= i; j++, place++) {
        state[place] = (1 - weight) * (state[place] + weight * differences[i] * differences[j]);
      }
    }
  }

  /** T² by Cholesky's decomposition; infinite where a measure that never changed did. */
  private double squaredDistance(double[] state, double[] differences) {
    double[][] root = new double[width][width];
    double[] solved = new double[width];
    double sum = 0;
    for (int i = 0, place = 1 + width; i < width; i++) {
      double rest = differences[i];
      for (int j = 0; j <= i; j++, place++) {
        double entry = state[place];
        for (int k = 0; k < j; k++) {
          entry -= root[i][k] * root[j][k];
        }
        if (j < i) {
          root[i][j] = root[j][j] == 0 ? 0 : entry / root[j][j];
          rest -= root[i][j] * solved[j];
        } else {
          root[i][i] = Math.sqrt(Math.max(entry, LEAST * state[place]));
        }
      }
      if (root[i][i] > 0) {
        solved[i] = rest / root[i][i];
      } else if (differences[i] != 0) {
        return Double.POSITIVE_INFINITY;
      }
      sum += solved[i] * solved[i];
    }
    return sum;
  }

  private double normal(double squaredDistance) {
    double variance = 2.0 / (9 * width);
    return (Math.cbrt(squaredDistance / width) - (1 - variance)) / Math.sqrt(variance);
  }

  @Override
  public Coder<double[]> coder() {
    return NumbersCoder.of();
  }
}

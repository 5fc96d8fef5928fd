package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * Turns a number into its rank among the numbers of a sample, 0 to 1, as scikit-learn's
 * QuantileTransformer with a uniform output does: linear between the quantiles, 0 below the
 * smallest and 1 above the largest. A number that is several quantiles at once has the middle of
 * their ranks, at the ends too.
 *
 * <p>Of a sample without numbers every rank is NaN.
 */
final class QuantileEncoder implements NumberEncoder {
  /** The most quantiles that are kept. */
  static final int LIMIT = 100;

  private static final long serialVersionUID = 1;

  private final double[] quantiles;

  private QuantileEncoder(double[] quantiles) {
    this.quantiles = quantiles;
  }

  /**
   * The encoder of these quantiles, evenly spaced from rank 0 to 1.
   *
   * @param quantiles none, or 2 to {@value #LIMIT} in ascending order; copied
   */
  static QuantileEncoder ofQuantiles(double... quantiles) {
    checkArgument(isValid(quantiles), "not quantiles: %s of them", quantiles.length);
    return new QuantileEncoder(quantiles.clone());
  }

  /** Whether these can be the quantiles of a sample. */
  static boolean isValid(double... quantiles) {
    boolean valid = quantiles.length != 1 && quantiles.length <= LIMIT;
    for (int index = 1; index < quantiles.length; index++) {
      valid &= quantiles[index - 1] <= quantiles[index];
    }
    return valid;
  }

  /** The encoder of a sample in ascending order, all its numbers where they are few. */
  static QuantileEncoder fit(double[] sorted) {
    int last = sorted.length - 1;
    if (last < 0) {
      return new QuantileEncoder(new double[0]);
    }
    double[] quantiles = new double[Math.max(2, Math.min(LIMIT, sorted.length))];
    for (int index = 0; index < quantiles.length; index++) {
      double position = (double) index * last / (quantiles.length - 1);
      int below = (int) position;
      int above = Math.min(below + 1, last);
      double between = (position - below) * (sorted[above] - sorted[below]);
      quantiles[index] = Math.min(sorted[below] + between, sorted[above]);
    }
    return new QuantileEncoder(quantiles);
  }

  @Override
  public EncodingKind kind() {
    return EncodingKind.QUANTILE;
  }

  @Override
  public double of(double number) {
    if (quantiles.length == 0 || Double.isNaN(number)) {
      return Double.NaN;
    }
    int below = smaller(number);
    int upTo = below;
    while (upTo < quantiles.length && quantiles[upTo] == number) {
      upTo++;
    }
    double last = quantiles.length - 1;
    if (upTo > below) {
      return (below + upTo - 1) / (2 * last);
    }
    if (below == 0 || below == quantiles.length) {
      return below == 0 ? 0 : 1;
    }
    double left = quantiles[below - 1];
    return (below - 1 + (number - left) / (quantiles[below] - left)) / last;
  }

  /** How many quantiles are smaller than a number. */
  private int smaller(double number) {
    int from = 0;
    int to = quantiles.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (quantiles[middle] < number) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  double[] quantiles() {
    return quantiles.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QuantileEncoder that && Arrays.equals(quantiles, that.quantiles);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(quantiles);
  }

  /** The number of quantiles alone: they may be personal. */
  @Override
  public String toString() {
    return "QuantileEncoder[" + quantiles.length + "]";
  }
}

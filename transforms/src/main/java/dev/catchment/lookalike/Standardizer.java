package dev.catchment.lookalike;

/**
 * Moves each feature to mean 0 and standard deviation 1, as scikit-learn's StandardScaler does on
 * rows of whole weights; a missing value becomes 0, the mean. Immutable.
 *
 * <p>A value that is not finite or larger than 10<sup>100</sup> is missing. A feature whose values
 * differ by no more than the rounding of their mean is constant and becomes 0.
 */
final class Standardizer {
  private static final double LARGEST = 1e100;
  private static final double RESOLUTION = 2 * Math.ulp(1.0);

  private final double[] means;
  private final double[] deviations;

  private Standardizer(double[] means, double[] deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  /**
   * The standardiser of weighted rows, by the corrected two-pass algorithm (Chan, Golub, LeVeque:
   * Algorithms for Computing the Sample Variance, 1983).
   *
   * @param rows at least one, all of the same length
   * @param weights how many people each row stands for
   */
  static Standardizer fit(double[][] rows, double[] weights) {
    double[] means = means(rows, weights);
    double[] deviations = new double[means.length];
    for (int feature = 0; feature < means.length; feature++) {
      double all = 0;
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < rows.length; row++) {
        all += weights[row];
        if (isPresent(rows[row][feature])) {
          double distance = rows[row][feature] - means[feature];
          sum += weights[row] * distance;
          squares += weights[row] * distance * distance;
        }
      }
      double deviation = Math.sqrt(Math.max(0, (squares - sum * sum / all) / all));
      boolean constant = deviation <= RESOLUTION * Math.abs(means[feature]);
      deviations[feature] = constant ? 0 : deviation;
    }
    return new Standardizer(means, deviations);
  }

  /** The mean of each feature over the rows that have it, 0 where none has. */
  static double[] means(double[][] rows, double[] weights) {
    double[] means = new double[rows[0].length];
    for (int feature = 0; feature < means.length; feature++) {
      double sum = 0;
      double present = 0;
      for (int row = 0; row < rows.length; row++) {
        if (isPresent(rows[row][feature])) {
          sum += weights[row] * rows[row][feature];
          present += weights[row];
        }
      }
      means[feature] = present == 0 ? 0 : sum / present;
    }
    return means;
  }

  /** A value in standard deviations from the mean; 0 for a missing or constant one. */
  static double standardize(double value, double mean, double deviation) {
    return deviation > 0 && isPresent(value) ? (value - mean) / deviation : 0;
  }

  private static boolean isPresent(double value) {
    return Math.abs(value) <= LARGEST;
  }

  /** A row of raw values in standard deviations. */
  double[] apply(double[] row) {
    double[] standardized = new double[row.length];
    for (int feature = 0; feature < row.length; feature++) {
      standardized[feature] = standardize(row[feature], means[feature], deviations[feature]);
    }
    return standardized;
  }

  double mean(int feature) {
    return means[feature];
  }

  /** The standard deviation in raw units, 0 for a constant feature. */
  double deviation(int feature) {
    return deviations[feature];
  }

  /** Whether no feature tells two rows apart. */
  boolean isConstant() {
    for (double deviation : deviations) {
      if (deviation > 0) {
        return false;
      }
    }
    return true;
  }
}

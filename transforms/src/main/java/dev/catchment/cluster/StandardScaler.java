package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * Moves each column to mean 0 and, where asked, to standard deviation 1, as scikit-learn's
 * StandardScaler does; a missing value becomes 0, the mean. Immutable.
 *
 * <p>A column whose values differ by no more than the rounding of its mean is constant: its scale
 * is 1.
 */
public final class StandardScaler {
  private static final double RESOLUTION = 2 * Math.ulp(1.0);

  private final double[] means;
  private final double[] scales;

  private StandardScaler(double[] means, double[] scales) {
    checkArgument(
        means.length == scales.length, "%s means, %s scales", means.length, scales.length);
    this.means = means;
    this.scales = scales;
  }

  /** The scaler of given means and scales, which are copied; a scale is positive. */
  public static StandardScaler of(double[] means, double[] scales) {
    return new StandardScaler(means.clone(), scales.clone());
  }

  /**
   * The scaler of a table with these moments; without {@code standardize} all deviations count as
   * 1.
   *
   * @param weights how much each column counts: its scale is divided by it
   */
  static StandardScaler fit(Moments moments, boolean standardize, double[] weights) {
    double[] means = new double[moments.size()];
    double[] scales = new double[means.length];
    for (int column = 0; column < scales.length; column++) {
      means[column] = moments.mean(column);
      double deviation = moments.deviation(column);
      boolean constant = isConstant(means[column], deviation);
      scales[column] = (standardize && !constant ? deviation : 1) / weights[column];
    }
    return of(means, scales);
  }

  /** Whether the values of a column differ by no more than the rounding of its mean. */
  static boolean isConstant(double mean, double deviation) {
    return deviation <= RESOLUTION * Math.abs(mean);
  }

  /** A row of raw values in scaled units. */
  public double[] scale(double[] row) {
    double[] scaled = new double[means.length];
    scale(row, scaled);
    return scaled;
  }

  /** Puts a row of raw values in scaled units into an array. */
  void scale(double[] row, double[] scaled) {
    checkArgument(row.length == means.length, "%s values, must be %s", row.length, means.length);
    for (int column = 0; column < row.length; column++) {
      double value = row[column];
      scaled[column] = Features.isPresent(value) ? (value - means[column]) / scales[column] : 0;
    }
  }

  /** The covariance of the scaled columns, given that of the raw ones. */
  double[][] scale(double[][] covariance) {
    double[][] scaled = new double[covariance.length][covariance.length];
    for (int i = 0; i < scaled.length; i++) {
      for (int j = 0; j < scaled.length; j++) {
        scaled[i][j] = covariance[i][j] / scales[i] / scales[j];
      }
    }
    return scaled;
  }

  /** The number of columns. */
  public int size() {
    return means.length;
  }

  /** The mean of a column in raw units. */
  public double mean(int column) {
    return means[column];
  }

  /** The divisor of a column in raw units. */
  public double scale(int column) {
    return scales[column];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StandardScaler that
        && Arrays.equals(means, that.means)
        && Arrays.equals(scales, that.scales);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(means) + Arrays.hashCode(scales);
  }
}

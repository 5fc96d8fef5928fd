package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/** Size, missing values and spread of the table that a model was trained on. Immutable. */
public final class TableProfile {
  private final long rows;
  private final long[] missing;
  private final double[] deviations;

  /**
   * The profile of a table; the arrays are copied.
   *
   * @param missing for each feature the rows without a number there
   * @param deviations for each feature its population standard deviation in raw units
   */
  TableProfile(long rows, long[] missing, double[] deviations) {
    checkArgument(
        missing.length == deviations.length,
        "%s counts of missing values, %s deviations",
        missing.length,
        deviations.length);
    this.rows = rows;
    this.missing = missing.clone();
    this.deviations = deviations.clone();
  }

  static TableProfile of(Moments moments) {
    long[] missing = new long[moments.size()];
    double[] deviations = new double[moments.size()];
    for (int column = 0; column < missing.length; column++) {
      missing[column] = moments.rows() - moments.present(column);
      deviations[column] = moments.deviation(column);
    }
    return new TableProfile(moments.rows(), missing, deviations);
  }

  public long rows() {
    return rows;
  }

  /** The number of features. */
  public int size() {
    return missing.length;
  }

  /** The number of rows that have no number for a feature and were given its mean. */
  public long missing(int feature) {
    return missing[feature];
  }

  /** The population standard deviation of a feature in raw units. */
  public double deviation(int feature) {
    return deviations[feature];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableProfile that
        && rows == that.rows
        && Arrays.equals(missing, that.missing)
        && Arrays.equals(deviations, that.deviations);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(missing) + Arrays.hashCode(deviations);
  }
}

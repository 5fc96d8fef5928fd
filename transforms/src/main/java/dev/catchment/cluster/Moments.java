package dev.catchment.cluster;

/**
 * The means and the population covariance (divided by the number of rows) of the columns of a
 * table. A missing value counts as the mean of its column.
 *
 * <p>Computed by the corrected two-pass algorithm (Chan, Golub, LeVeque: Algorithms for Computing
 * the Sample Variance, 1983) over {@link ExactSums}: no cancellation however far the values are
 * from zero, and the same result in every order of the rows.
 */
final class Moments {
  private final ColumnMeans columns;
  private final double[][] covariance;

  private Moments(ColumnMeans columns, double[][] covariance) {
    this.columns = columns;
    this.covariance = covariance;
  }

  /** Adds a row to the sums from which {@link #of} makes the covariance. */
  static void add(ExactSums sums, double[] row, ColumnMeans columns) {
    double[] deviation = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      if (Features.isPresent(row[i])) {
        deviation[i] = row[i] - columns.mean(i);
        sums.add(i, deviation[i]);
      }
    }
    int index = row.length;
    for (int i = 0; i < row.length; i++) {
      for (int j = 0; j <= i; j++) {
        sums.add(index++, deviation[i] * deviation[j]);
      }
    }
  }

  static Moments of(ExactSums sums, ColumnMeans columns) {
    int width = columns.size();
    double rows = columns.rows();
    double[][] covariance = new double[width][width];
    int index = width;
    for (int i = 0; i < width; i++) {
      for (int j = 0; j <= i; j++) {
        double correction = sums.sum(i) * sums.sum(j) / rows;
        covariance[i][j] = (sums.sum(index++) - correction) / rows;
        covariance[j][i] = covariance[i][j];
      }
      covariance[i][i] = Math.max(0, covariance[i][i]);
    }
    return new Moments(columns, covariance);
  }

  /** The moments of a table in memory. */
  static Moments of(double[][] table) {
    ExactSums first = new ExactSums();
    for (double[] row : table) {
      ColumnMeans.add(first, row);
    }
    ColumnMeans columns = ColumnMeans.of(first, table[0].length);
    ExactSums second = new ExactSums();
    for (double[] row : table) {
      add(second, row, columns);
    }
    return of(second, columns);
  }

  /** The number of rows and the mean of each column. */
  ColumnMeans columns() {
    return columns;
  }

  /** The population covariance of the columns, a copy. */
  double[][] covariance() {
    return Matrices.copy(covariance);
  }

  /** The population standard deviation of a column. */
  double deviation(int column) {
    return Math.sqrt(covariance[column][column]);
  }
}

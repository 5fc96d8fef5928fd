package dev.catchment.cluster;

/**
 * The mean of each column over the rows that have a number there, the first of two passes over the
 * rows.
 */
final class ColumnMeans {
  private final long rows;
  private final long[] present;
  private final double[] means;

  ColumnMeans(long rows, long[] present, double[] means) {
    this.rows = rows;
    this.present = present;
    this.means = means;
  }

  /** Adds a row to the sums from which {@link #of} makes the means. */
  static void add(ExactSums sums, double[] row) {
    sums.add(0, 1);
    for (int column = 0; column < row.length; column++) {
      if (Features.isPresent(row[column])) {
        sums.add(1 + 2 * column, 1);
        sums.add(2 + 2 * column, row[column]);
      }
    }
  }

  static ColumnMeans of(ExactSums sums, int columns) {
    long[] present = new long[columns];
    double[] means = new double[columns];
    for (int column = 0; column < columns; column++) {
      present[column] = (long) sums.sum(1 + 2 * column);
      means[column] = present[column] == 0 ? 0 : sums.sum(2 + 2 * column) / present[column];
    }
    return new ColumnMeans((long) sums.sum(0), present, means);
  }

  /** The number of rows. */
  long rows() {
    return rows;
  }

  /** The number of columns. */
  int size() {
    return means.length;
  }

  /** The number of rows with a number in a column. */
  long present(int column) {
    return present[column];
  }

  /** The mean of a column; 0 where no row has a number. */
  double mean(int column) {
    return means[column];
  }
}

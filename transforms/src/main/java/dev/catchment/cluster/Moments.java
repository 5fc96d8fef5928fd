package dev.catchment.cluster;

import dev.catchment.model.Block;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The number of rows, the means and the population covariance (divided by the number of rows) of
 * the columns of a table. A missing value counts as the mean of its column. Immutable.
 *
 * <p>Comes from the exact sums of {@link BlockMoments}; every entry is rounded once.
 */
final class Moments {
  private static final MathContext DIGITS = MathContext.DECIMAL128;

  private final long rows;
  private final long[] present;
  private final double[] means;
  private final double[][] covariance;

  private Moments(long rows, long[] present, double[] means, double[][] covariance) {
    this.rows = rows;
    this.present = present;
    this.means = means;
    this.covariance = covariance;
  }

  static Moments of(ExactSums sums, int width) {
    BigDecimal rows = sums.exact(0);
    BigDecimal[] counts = new BigDecimal[width];
    BigDecimal[] totals = new BigDecimal[width];
    long[] present = new long[width];
    double[] means = new double[width];
    double[][] covariance = new double[width][width];
    for (int i = 0; i < width; i++) {
      counts[i] = rows.subtract(sums.exact(BlockMoments.bothMissing(width, i, i)));
      totals[i] = sums.exact(BlockMoments.total(i));
      present[i] = counts[i].longValueExact();
      means[i] = present[i] == 0 ? 0 : totals[i].divide(counts[i], DIGITS).doubleValue();
      for (int j = 0; j <= i && present[i] > 0; j++) {
        if (present[j] > 0) {
          covariance[i][j] = covariance(sums, rows, counts, totals, i, j);
          covariance[j][i] = covariance[i][j];
        }
      }
      covariance[i][i] = Math.max(0, covariance[i][i]);
    }
    return new Moments(rows.longValueExact(), present, means, covariance);
  }

  /**
   * Over the rows with a number in both columns, of which there are b, the total of (xᵢ − Sᵢ/nᵢ)
   * (xⱼ − Sⱼ/nⱼ), divided by the number of all rows: (Q nᵢnⱼ − Tᵢ Sⱼnᵢ − Tⱼ Sᵢnⱼ + b SᵢSⱼ) / (nᵢnⱼ
   * rows) with the total Q of the products and the totals T of the values in these rows.
   */
  private static double covariance(
      ExactSums sums, BigDecimal rows, BigDecimal[] counts, BigDecimal[] totals, int i, int j) {
    int width = counts.length;
    BigDecimal both =
        counts[i]
            .add(counts[j])
            .subtract(rows)
            .add(sums.exact(BlockMoments.bothMissing(width, i, j)));
    BigDecimal totalI = totals[i].subtract(sums.exact(BlockMoments.gap(width, i, j)));
    BigDecimal totalJ = totals[j].subtract(sums.exact(BlockMoments.gap(width, j, i)));
    BigDecimal product = sums.exact(BlockMoments.product(width, i, j));
    BigDecimal divisor = counts[i].multiply(counts[j]);
    return product
        .multiply(divisor)
        .subtract(totalI.multiply(totals[j]).multiply(counts[i]))
        .subtract(totalJ.multiply(totals[i]).multiply(counts[j]))
        .add(both.multiply(totals[i]).multiply(totals[j]))
        .divide(divisor.multiply(rows), DIGITS)
        .doubleValue();
  }

  /** The moments of a table in memory. */
  static Moments of(double[][] table) {
    ExactSums sums = new ExactSums();
    Block block = Block.of(new long[table.length], Matrices.flat(table));
    new BlockMoments(table[0].length).add(sums, block);
    return of(sums, table[0].length);
  }

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

  /** The mean of a column over the rows that have a number there; 0 where none has. */
  double mean(int column) {
    return means[column];
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

package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.Block;
import java.util.Arrays;

/**
 * Adds blocks to the sums from which {@link Moments} come. Within a block it takes the deviations
 * from the block's own means, in ordinary arithmetic (the two-pass algorithm); blocks are added up
 * exactly (after Chan, Golub, LeVeque: Algorithms for Computing the Sample Variance, 1983). So
 * nothing cancels however far the values are from zero, and the order of the blocks has no effect.
 *
 * <p>The sums, for rows x of d columns of which a missing value counts 0: the number of rows; for
 * each column the total of x; for each pair i ≥ j the total of xᵢxⱼ. They grow by the following
 * when a block has missing values: for each ordered pair the total of xᵢ in rows without a number
 * in j; for each pair the number of rows without either.
 */
final class BlockMoments implements FoldRows.Adder<ExactSums> {
  private final int width;
  private final double[] means;
  private final double[] centred;
  private final double[] totals;
  private final double[] products;
  private final double[] missing;
  private double[] gaps = new double[0];
  private double[] bothMissing = new double[0];

  /** Adds blocks of a number of columns. */
  BlockMoments(int width) {
    this.width = width;
    this.means = new double[width];
    this.centred = new double[width];
    this.totals = new double[width];
    this.products = new double[pairs(width)];
    this.missing = new double[width];
  }

  private static int pairs(int width) {
    return Math.multiplyExact(width, width + 1) / 2;
  }

  /** The index of the total of a column. */
  static int total(int column) {
    return 1 + column;
  }

  /** The index of the total of the products of two columns. */
  static int product(int width, int i, int j) {
    return 1 + width + pair(i, j);
  }

  /** The index of the total of a column in the rows without a number in another one. */
  static int gap(int width, int column, int missing) {
    return 1 + width + pairs(width) + missing * width + column;
  }

  /** The index of the number of rows without a number in either of two columns. */
  static int bothMissing(int width, int i, int j) {
    return 1 + width + pairs(width) + width * width + pair(i, j);
  }

  private static int pair(int i, int j) {
    return i >= j ? i * (i + 1) / 2 + j : j * (j + 1) / 2 + i;
  }

  @Override
  public void add(ExactSums sums, Block block) {
    if (block.rows() == 0) {
      return;
    }
    checkArgument(block.width() == width, "rows of %s values, must be %s", block.width(), width);
    boolean whole = findMeans(block);
    Arrays.fill(totals, 0);
    Arrays.fill(products, 0);
    if (!whole) {
      gaps = zeros(gaps, width * width);
      bothMissing = zeros(bothMissing, products.length);
    }
    for (int row = 0; row < block.rows(); row++) {
      addProducts(block, row);
      if (!whole) {
        addGaps(block, row);
      }
    }
    conclude(sums, block.rows(), whole);
  }

  private static double[] zeros(double[] array, int length) {
    if (array.length < length) {
      return new double[length];
    }
    Arrays.fill(array, 0);
    return array;
  }

  /** Finds the means of a block; whether no value is missing. */
  private boolean findMeans(Block block) {
    Arrays.fill(means, 0);
    Arrays.fill(missing, 0);
    for (int row = 0; row < block.rows(); row++) {
      for (int column = 0; column < width; column++) {
        double value = block.value(row, column);
        if (Features.isPresent(value)) {
          means[column] += value;
        } else {
          missing[column]++;
        }
      }
    }
    boolean whole = true;
    for (int column = 0; column < width; column++) {
      means[column] /= Math.max(1, block.rows() - missing[column]);
      whole &= missing[column] == 0;
    }
    return whole;
  }

  private void addProducts(Block block, int row) {
    int pair = 0;
    for (int i = 0; i < width; i++) {
      double value = block.value(row, i);
      double deviation = Features.isPresent(value) ? value - means[i] : 0;
      centred[i] = deviation;
      totals[i] += deviation;
      for (int j = 0; j <= i; j++) {
        products[pair + j] += deviation * centred[j];
      }
      pair += i + 1;
    }
  }

  private void addGaps(Block block, int row) {
    for (int hole = 0; hole < width; hole++) {
      if (!Features.isPresent(block.value(row, hole))) {
        for (int column = 0; column < width; column++) {
          gaps[hole * width + column] += centred[column];
        }
        for (int other = 0; other <= hole; other++) {
          if (!Features.isPresent(block.value(row, other))) {
            bothMissing[pair(hole, other)]++;
          }
        }
      }
    }
  }

  private void conclude(ExactSums sums, int rows, boolean whole) {
    sums.add(0, rows);
    for (int i = 0; i < width; i++) {
      sums.addProduct(total(i), rows - missing[i], means[i]);
      sums.add(total(i), totals[i]);
      for (int j = 0; j <= i; j++) {
        int index = product(width, i, j);
        double both = whole ? rows : rows - missing[i] - missing[j] + bothMissing[pair(i, j)];
        sums.add(index, products[pair(i, j)]);
        sums.addProduct(index, means[j], totals[i]);
        sums.addProduct(index, means[i], totals[j]);
        sums.addProduct(index, both, means[i], means[j]);
      }
    }
    if (!whole) {
      concludeGaps(sums);
    }
  }

  /** Takes from the products what belongs to rows with one value only, and adds up such rows. */
  private void concludeGaps(ExactSums sums) {
    for (int hole = 0; hole < width; hole++) {
      for (int column = 0; column < width; column++) {
        double gap = gaps[hole * width + column];
        double alone = missing[hole] - bothMissing[pair(hole, column)];
        sums.addProduct(product(width, column, hole), means[hole], -gap);
        sums.add(gap(width, column, hole), gap);
        sums.addProduct(gap(width, column, hole), alone, means[column]);
      }
      for (int other = 0; other <= hole; other++) {
        sums.add(bothMissing(width, hole, other), bothMissing[pair(hole, other)]);
      }
    }
  }
}

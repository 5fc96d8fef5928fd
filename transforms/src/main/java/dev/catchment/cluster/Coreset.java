package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * A small weighted sample of a table on which k-means has about the cost that it has on the table:
 * a lightweight coreset (Bachem, Lucic, Krause: Scalable k-Means Clustering via Lightweight
 * Coresets, KDD 2018). The rows are raw; a row of weight w stands for w rows. Immutable, in an
 * order without meaning but always the same.
 */
public final class Coreset {
  private final int width;
  private final double[] values;
  private final double[] weights;

  /** Keeps both arrays, which must not change any more. */
  Coreset(int width, double[] values, double[] weights) {
    checkArgument(
        values.length == weights.length * width,
        "%s values for %s rows of %s",
        values.length,
        weights.length,
        width);
    this.width = width;
    this.values = values;
    this.weights = weights;
  }

  /** The coreset of rows that each end with their weight. */
  static Coreset of(double[][] weighted, int width) {
    double[] values = new double[weighted.length * width];
    double[] weights = new double[weighted.length];
    for (int row = 0; row < weights.length; row++) {
      System.arraycopy(weighted[row], 0, values, row * width, width);
      weights[row] = weighted[row][width];
    }
    return new Coreset(width, values, weights);
  }

  /** The rows in the clustered space. */
  Points project(FeatureSpace space) {
    Projector projector = new Projector(space);
    double[] coordinates = new double[weights.length * space.dimensions()];
    for (int row = 0; row < weights.length; row++) {
      double[] projected = projector.project(row(row));
      System.arraycopy(projected, 0, coordinates, row * projected.length, projected.length);
    }
    return new Points(space.dimensions(), coordinates, weights);
  }

  /** The number of rows. */
  public int size() {
    return weights.length;
  }

  /** The number of values of a row. */
  public int width() {
    return width;
  }

  /** A row of raw values, NaN for a missing one; a copy. */
  public double[] row(int row) {
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }

  /** The number of rows that a row stands for, at least 1. */
  public double weight(int row) {
    return weights[row];
  }

  double[] values() {
    return values;
  }

  double[] weights() {
    return weights;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Coreset that
        && width == that.width
        && Arrays.equals(values, that.values)
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + Arrays.hashCode(weights);
  }

  /** The size alone: the values may be personal. */
  @Override
  public String toString() {
    return "Coreset[" + weights.length + " x " + width + "]";
  }
}

package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

/** Weighted points in memory, their coordinates one after the other in one array. Immutable. */
final class Points {
  private final int size;
  private final int width;
  private final double[] coordinates;
  private final double[] weights;

  /**
   * Points in two arrays, which are kept and must not change.
   *
   * @param width the number of coordinates of a point
   * @param coordinates finite
   * @param weights one per point, finite, not negative, not all 0
   */
  Points(int width, double[] coordinates, double[] weights) {
    checkArgument(
        coordinates.length == weights.length * width,
        "%s coordinates for %s points of %s",
        coordinates.length,
        weights.length,
        width);
    this.size = weights.length;
    this.width = width;
    this.coordinates = coordinates;
    this.weights = weights;
  }

  static Points of(double[][] rows, double[] weights) {
    int width = rows.length == 0 ? 0 : rows[0].length;
    double[] coordinates = new double[Math.multiplyExact(rows.length, width)];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, coordinates, row * width, width);
    }
    return new Points(width, coordinates, weights);
  }

  int size() {
    return size;
  }

  /** The number of coordinates of a point. */
  int width() {
    return width;
  }

  /** All coordinates, point by point. */
  double[] coordinates() {
    return coordinates;
  }

  /** The points one by one. */
  double[][] rows() {
    return Matrices.rows(size, coordinates);
  }

  double[] weights() {
    return weights;
  }

  /** The squared distance of a point from the vector that starts at an offset of an array. */
  double squaredDistance(int index, double[] vectors, int offset) {
    return squaredDistance(coordinates, index * width, vectors, offset, width);
  }

  /** The squared distance of two vectors; four partial sums keep the processor busy. */
  static double squaredDistance(double[] a, int atA, double[] b, int atB, int width) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = 0;
    for (; i < width - 3; i += 4) {
      double d0 = a[atA + i] - b[atB + i];
      double d1 = a[atA + i + 1] - b[atB + i + 1];
      double d2 = a[atA + i + 2] - b[atB + i + 2];
      double d3 = a[atA + i + 3] - b[atB + i + 3];
      sum0 += d0 * d0;
      sum1 += d1 * d1;
      sum2 += d2 * d2;
      sum3 += d3 * d3;
    }
    for (; i < width; i++) {
      double d = a[atA + i] - b[atB + i];
      sum0 += d * d;
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }
}

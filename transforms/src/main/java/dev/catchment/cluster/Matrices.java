package dev.catchment.cluster;

/** Copies of matrices, which are arrays of rows. */
final class Matrices {
  private Matrices() {}

  static double[][] copy(double[][] matrix) {
    double[][] copy = new double[matrix.length][];
    for (int row = 0; row < copy.length; row++) {
      copy[row] = matrix[row].clone();
    }
    return copy;
  }
}

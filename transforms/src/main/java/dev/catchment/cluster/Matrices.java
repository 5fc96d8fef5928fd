package dev.catchment.cluster;

import java.util.Arrays;

/** Matrices as arrays of rows, and their rows one after the other in one array. */
final class Matrices {
  private Matrices() {}

  static double[][] copy(double[][] matrix) {
    double[][] copy = new double[matrix.length][];
    for (int row = 0; row < copy.length; row++) {
      copy[row] = matrix[row].clone();
    }
    return copy;
  }

  /** The rows, at least one and all of the same length, one after the other. */
  static double[] flat(double[][] rows) {
    int width = rows[0].length;
    double[] flat = new double[Math.multiplyExact(rows.length, width)];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, flat, row * width, width);
    }
    return flat;
  }

  /** What {@link #flat} made flat. */
  static double[][] rows(int rows, double[] flat) {
    int width = flat.length / rows;
    double[][] matrix = new double[rows][];
    for (int row = 0; row < rows; row++) {
      matrix[row] = Arrays.copyOfRange(flat, row * width, (row + 1) * width);
    }
    return matrix;
  }

  /** The squared Euclidean distance of two points. */
  static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }
}

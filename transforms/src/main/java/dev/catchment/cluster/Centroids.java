package dev.catchment.cluster;

import java.util.Arrays;

/**
 * Finds the centroid nearest to a point. Keeps what the last search found, so it serves one thread.
 *
 * <p>Of equally near centroids it takes the lexicographically smallest, so that the choice does not
 * depend on their numbering. Every distance is summed coordinate by coordinate, in either layout of
 * the centroids: one after the other for a few, coordinate by coordinate (which the compiler turns
 * into vector instructions) for many.
 */
final class Centroids {
  private static final int FEW = 12;

  private final int k;
  private final int width;
  private final double[] vectors;
  private final double[] transposed;
  private final double[] distances;
  private double least;
  private double second;

  /** Searches among k centroids, one after the other in an array, which must not change. */
  Centroids(int k, double[] vectors) {
    this.k = k;
    this.width = vectors.length / k;
    this.vectors = vectors;
    this.distances = new double[k];
    this.transposed = new double[k > FEW ? vectors.length : 0];
    for (int index = 0; index < transposed.length; index++) {
      transposed[index % width * k + index / width] = vectors[index];
    }
  }

  static Centroids of(double[][] rows) {
    return new Centroids(rows.length, Matrices.flat(rows));
  }

  /** The indices of the centroids nearest to points. */
  int[] nearest(double[][] points) {
    return Arrays.stream(points).mapToInt(point -> nearest(point, 0)).toArray();
  }

  /** The index of the centroid nearest to the point that starts at an offset of an array. */
  int nearest(double[] points, int offset) {
    if (k > FEW) {
      measureByCoordinate(points, offset);
    } else {
      measureByCentroid(points, offset);
    }
    int nearest = 0;
    least = distances[0];
    second = Double.POSITIVE_INFINITY;
    for (int index = 1; index < k; index++) {
      double distance = distances[index];
      if (distance < least || (distance == least && compare(index, nearest) < 0)) {
        second = least;
        least = distance;
        nearest = index;
      } else if (distance < second) {
        second = distance;
      }
    }
    return nearest;
  }

  private void measureByCentroid(double[] points, int offset) {
    int at = 0;
    for (int index = 0; index < k; index++) {
      double sum = 0;
      for (int i = 0; i < width; i++) {
        double difference = points[offset + i] - vectors[at++];
        sum += difference * difference;
      }
      distances[index] = sum;
    }
  }

  private void measureByCoordinate(double[] points, int offset) {
    Arrays.fill(distances, 0);
    for (int i = 0; i < width; i++) {
      double coordinate = points[offset + i];
      int at = i * k;
      for (int index = 0; index < k; index++) {
        double difference = coordinate - transposed[at + index];
        distances[index] += difference * difference;
      }
    }
  }

  private int compare(int left, int right) {
    return Arrays.compare(
        vectors, left * width, (left + 1) * width, vectors, right * width, (right + 1) * width);
  }

  /** The squared distance of the last point from its nearest centroid. */
  double least() {
    return least;
  }

  /** The squared distance of the last point from its second nearest centroid, infinite if k = 1. */
  double second() {
    return second;
  }
}

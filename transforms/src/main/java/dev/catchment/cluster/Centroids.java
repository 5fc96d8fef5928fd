package dev.catchment.cluster;

import java.util.Arrays;

/** Nearest points among a few centroids. */
final class Centroids {
  private Centroids() {}

  static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }

  /**
   * The index of the centroid nearest to a point. Of equally near ones it is the lexicographically
   * smallest centroid, so that the choice does not depend on their numbering.
   */
  static int nearest(double[] point, double[][] centroids) {
    int nearest = 0;
    double least = squaredDistance(point, centroids[0]);
    for (int index = 1; index < centroids.length; index++) {
      double distance = squaredDistance(point, centroids[index]);
      if (distance < least
          || (distance == least && Arrays.compare(centroids[index], centroids[nearest]) < 0)) {
        nearest = index;
        least = distance;
      }
    }
    return nearest;
  }
}

package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How far apart clusters are for their spread, from sums over all rows. Clusters without rows do
 * not count. Distances are Euclidean, in the space of the centroids.
 *
 * @param daviesBouldin the mean over the clusters of the largest (s<sub>i</sub> + s<sub>j</sub>) /
 *     d<sub>ij</sub>, where s is the mean distance of a cluster's rows from its centroid and d the
 *     distance of two centroids; from 0, less is better (Davies, Bouldin: A Cluster Separation
 *     Measure, 1979). NaN for fewer than two clusters, infinite where centroids coincide
 * @param calinskiHarabasz the variance between the clusters, with k - 1 degrees of freedom, to that
 *     within them, with n - k; from 0, more is better (Calinski, Harabasz: A Dendrite Method for
 *     Cluster Analysis, 1974). NaN for fewer than two clusters, infinite where all rows are on
 *     their centroids
 */
public record Separation(double daviesBouldin, double calinskiHarabasz) {
  /**
   * Both measures in time k<sup>2</sup> and memory k.
   *
   * @param sizes the rows of each cluster
   * @param centroids one row per cluster, the mean of its rows
   * @param distances of each cluster the sum of its rows' distances from its centroid
   * @param inertia the sum of the squared distances of all rows from their centroids
   * @param total the sum of the squared distances of all rows from their mean
   */
  public static Separation of(
      long[] sizes, double[][] centroids, double[] distances, double inertia, double total) {
    checkArgument(
        sizes.length == centroids.length && sizes.length == distances.length,
        "%s sizes, %s centroids, %s sums of distances",
        sizes.length,
        centroids.length,
        distances.length);
    int[] present = IntStream.range(0, sizes.length).filter(i -> sizes[i] > 0).toArray();
    if (present.length < 2) {
      return new Separation(Double.NaN, Double.NaN);
    }
    double[] spread = new double[sizes.length];
    for (int cluster : present) {
      spread[cluster] = distances[cluster] / sizes[cluster];
    }
    double sum = 0;
    for (int cluster : present) {
      sum += largestRatio(cluster, present, centroids, spread);
    }
    double between = Math.max(0, total - inertia) / (present.length - 1);
    double within = inertia / (Arrays.stream(sizes).sum() - present.length);
    return new Separation(
        sum / present.length, inertia == 0 ? Double.POSITIVE_INFINITY : between / within);
  }

  private static double largestRatio(
      int cluster, int[] present, double[][] centroids, double[] spread) {
    double largest = 0;
    for (int other : present) {
      if (other != cluster) {
        double apart = Math.sqrt(Matrices.squaredDistance(centroids[cluster], centroids[other]));
        double ratio = (spread[cluster] + spread[other]) / apart;
        largest = Math.max(largest, apart == 0 ? Double.POSITIVE_INFINITY : ratio);
      }
    }
    return largest;
  }
}

package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Inertia, and size, mean and mean distance of each cluster, over all rows of the training data.
 * Immutable.
 */
public final class Measures {
  private final double inertia;
  private final long[] sizes;
  private final double[][] means;
  private final double[] distances;

  /**
   * Measures of clusters; the arrays are copied.
   *
   * @param sizes the rows of each cluster
   * @param means one row per cluster: the mean of each feature in raw units
   * @param distances for each cluster the mean distance of its rows from its centroid, or none if
   *     they are not known
   */
  Measures(double inertia, long[] sizes, double[][] means, double[] distances) {
    checkArgument(
        sizes.length == means.length, "%s sizes, means of %s clusters", sizes.length, means.length);
    checkArgument(
        distances.length == 0 || distances.length == sizes.length,
        "mean distances of %s clusters, not of %s",
        distances.length,
        sizes.length);
    this.inertia = inertia;
    this.sizes = sizes.clone();
    this.means = Matrices.copy(means);
    this.distances = distances.clone();
  }

  /** All zero. */
  static Measures none(int clusters, int features) {
    return new Measures(
        0, new long[clusters], new double[clusters][features], new double[clusters]);
  }

  /** The clusters by decreasing size, equal ones by centroid. */
  int[] order(double[][] centroids) {
    return IntStream.range(0, sizes.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingLong(cluster -> -sizes[cluster])
                .thenComparing(cluster -> centroids[cluster], Arrays::compare))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The same measures with the clusters in another order. */
  Measures in(int[] order) {
    return new Measures(
        inertia,
        Arrays.stream(order).mapToLong(cluster -> sizes[cluster]).toArray(),
        Arrays.stream(order).mapToObj(cluster -> means[cluster]).toArray(double[][]::new),
        Arrays.stream(order)
            .limit(distances.length)
            .mapToDouble(cluster -> distances[cluster])
            .toArray());
  }

  /** The sum of squared distances to the nearest centroid, in the clustered space. */
  public double inertia() {
    return inertia;
  }

  /** The number of clusters. */
  public int clusters() {
    return sizes.length;
  }

  /** The number of rows of a cluster; 0 where two centroids coincide. */
  public long size(int cluster) {
    return sizes[cluster];
  }

  /**
   * The mean of a feature over the rows of a cluster in raw units, a missing value counting as the
   * overall mean; the overall mean for a cluster without rows.
   */
  public double mean(int cluster, int feature) {
    return means[cluster][feature];
  }

  /** Whether {@link #meanDistance} is known: not in models stored by version 1. */
  public boolean knowsDistances() {
    return distances.length > 0;
  }

  /**
   * The mean distance of the rows of a cluster from its centroid in the clustered space, 0 without
   * rows; NaN where it is not known.
   */
  public double meanDistance(int cluster) {
    return knowsDistances() ? distances[cluster] : Double.NaN;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Measures that
        && inertia == that.inertia
        && Arrays.equals(sizes, that.sizes)
        && Arrays.deepEquals(means, that.means)
        && Arrays.equals(distances, that.distances);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(sizes) + Double.hashCode(inertia);
  }
}

package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Inertia, and size and mean of each cluster, over all rows of the training data. Immutable. */
public final class Measures {
  private final double inertia;
  private final long[] sizes;
  private final double[][] means;

  /**
   * Measures of clusters; the arrays are copied.
   *
   * @param sizes the rows of each cluster
   * @param means one row per cluster: the mean of each feature in raw units
   */
  Measures(double inertia, long[] sizes, double[][] means) {
    checkArgument(
        sizes.length == means.length, "%s sizes, means of %s clusters", sizes.length, means.length);
    this.inertia = inertia;
    this.sizes = sizes.clone();
    this.means = Matrices.copy(means);
  }

  /** All zero. */
  static Measures none(int clusters, int features) {
    return new Measures(0, new long[clusters], new double[clusters][features]);
  }

  /** Adds a row to the sums from which {@link #of} makes the measures. */
  static void add(ExactSums sums, double[] raw, ClusterModel model) {
    double[] projected = model.project(raw);
    int cluster = model.nearest(projected);
    sums.add(0, model.squaredDistance(projected, cluster));
    int index = 1 + cluster * (raw.length + 1);
    sums.add(index++, 1);
    for (int feature = 0; feature < raw.length; feature++) {
      if (Features.isPresent(raw[feature])) {
        sums.add(index + feature, raw[feature] - model.space().scaler().mean(feature));
      }
    }
  }

  static Measures of(ExactSums sums, ClusterModel model) {
    StandardScaler scaler = model.space().scaler();
    long[] sizes = new long[model.k()];
    double[][] means = new double[model.k()][scaler.size()];
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      int index = 1 + cluster * (scaler.size() + 1);
      sizes[cluster] = (long) sums.sum(index++);
      for (int feature = 0; feature < scaler.size(); feature++) {
        double offset = sizes[cluster] == 0 ? 0 : sums.sum(index + feature) / sizes[cluster];
        means[cluster][feature] = scaler.mean(feature) + offset;
      }
    }
    return new Measures(sums.sum(0), sizes, means);
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
        Arrays.stream(order).mapToObj(cluster -> means[cluster]).toArray(double[][]::new));
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

  @Override
  public boolean equals(Object other) {
    return other instanceof Measures that
        && inertia == that.inertia
        && Arrays.equals(sizes, that.sizes)
        && Arrays.deepEquals(means, that.means);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(sizes) + Double.hashCode(inertia);
  }
}

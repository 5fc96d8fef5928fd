package dev.catchment.cluster;

import java.util.Arrays;

/**
 * How surely each cluster is found again in other data of the same kind: its mean Jaccard
 * similarity to the nearest cluster of 20 bootstraps (Hennig: Cluster-wise Assessment of Cluster
 * Stability, 2007).
 *
 * <p>A bootstrap draws as many points as there are, with replacement, and clusters them anew into
 * as many clusters. The Jaccard similarity of an old and a new cluster is the weight of the drawn
 * points in both to that of those in either, every drawn point counted once; a bootstrap that drew
 * no point of a cluster says nothing of it.
 *
 * <p>Of more than 4,000 points it takes a {@link SystematicSample} of 4,000: it measures what a
 * table of so many rows would show. Memory: a few numbers a point and the square of the number of
 * clusters. Time: 40 starts of k-means on those points.
 */
public final class Stability {
  /** The most clusters that are assessed. */
  public static final int MOST_CLUSTERS = 100;

  static final int MOST_POINTS = 4_000;
  private static final int BOOTSTRAPS = 20;
  private static final int STARTS = 2;

  private Stability() {}

  /**
   * The stability of each cluster, from 0 to 1; NaN for a cluster that no bootstrap drew a point
   * of; empty for more than 100 clusters.
   *
   * @param points finite coordinates, all of the same number
   * @param weights one per point: for how many rows it stands, not all 0
   * @param centroids of the clusters to assess: a point is in that of the nearest
   */
  public static double[] of(double[][] points, double[] weights, double[][] centroids, long seed) {
    int k = centroids.length;
    if (k > MOST_CLUSTERS) {
      return new double[0];
    }
    SystematicSample sample = SystematicSample.of(points, weights, MOST_POINTS);
    int[] old = Centroids.of(centroids).nearest(sample.points());
    double[] sums = new double[k];
    int[] rounds = new int[k];
    for (int bootstrap = 0; bootstrap < BOOTSTRAPS; bootstrap++) {
      double[][] shared = shared(sample, old, k, SplitMix.stream(seed, bootstrap));
      for (int cluster = 0; cluster < k; cluster++) {
        if (Arrays.stream(shared[cluster]).sum() > 0) {
          sums[cluster] += bestJaccard(shared, cluster);
          rounds[cluster]++;
        }
      }
    }
    double[] stability = new double[k];
    Arrays.setAll(stability, cluster -> sums[cluster] / rounds[cluster]);
    return stability;
  }

  /** The weight that each old cluster shares with each cluster of a bootstrap. */
  private static double[][] shared(SystematicSample sample, int[] old, int k, SplitMix random) {
    double[][] points = sample.points();
    double[] drawn = new double[points.length];
    for (int draw = 0; draw < points.length; draw++) {
      int point = (int) (random.nextDouble() * points.length);
      drawn[point] += sample.weights()[point];
    }
    KMeans kmeans =
        KMeans.of(Math.min(k, points.length)).withSeed(random.nextLong()).withStarts(STARTS);
    int[] now = Centroids.of(kmeans.fit(points, drawn).centroids()).nearest(points);
    double[][] shared = new double[k][k];
    for (int point = 0; point < points.length; point++) {
      shared[old[point]][now[point]] += drawn[point] > 0 ? sample.weights()[point] : 0;
    }
    return shared;
  }

  private static double bestJaccard(double[][] shared, int cluster) {
    double size = Arrays.stream(shared[cluster]).sum();
    double best = 0;
    for (int now = 0; now < shared.length; now++) {
      double either = size - shared[cluster][now];
      for (double[] old : shared) {
        either += old[now];
      }
      best = either > 0 ? Math.max(best, shared[cluster][now] / either) : best;
    }
    return best;
  }

  /**
   * What a stability says by the bounds of the R package fpc (clusterboot), of the same author:
   * {@code stable} from 0.85 on; {@code doubtful} from 0.6 on, where there may be a pattern but who
   * belongs to it is not sure; {@code unstable} below; {@code unknown} for NaN.
   *
   * <p>The halves of one normal group have about 0.64 in five dimensions, but 0.81 in two, as no
   * sample is quite round: 0.75, at which fpc already speaks of a valid cluster, is not enough.
   */
  public static String verdict(double stability) {
    if (Double.isNaN(stability)) {
      return "unknown";
    }
    return stability >= 0.85 ? "stable" : stability >= 0.6 ? "doubtful" : "unstable";
  }
}

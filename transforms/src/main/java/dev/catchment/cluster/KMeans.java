package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * k-means on weighted points in memory: several starts by k-means++, each improved by Lloyd's
 * iteration until the inertia falls by less than 10<sup>-4</sup> of itself; the best is then
 * improved until it falls no more. Immutable; the same points in the same order and the same seed
 * give the same result.
 *
 * <p>Where there are fewer distinct points than clusters some centroids coincide. Memory: the
 * points and three numbers per point.
 */
public final class KMeans {
  private static final double TOLERANCE = 1e-4;
  private static final int MAX_ITERATIONS = 300;

  private final int k;
  private final long seed;
  private final int starts;

  private KMeans(int k, long seed, int starts) {
    this.k = k;
    this.seed = seed;
    this.starts = starts;
  }

  /** k-means with seed 0 and 16 starts. */
  public static KMeans of(int k) {
    checkArgument(k >= 1, "k=%s, must be at least 1", k);
    return new KMeans(k, 0, 16);
  }

  public KMeans withSeed(long newSeed) {
    return new KMeans(k, newSeed, starts);
  }

  public KMeans withStarts(int newStarts) {
    checkArgument(newStarts >= 1, "starts=%s, must be at least 1", newStarts);
    return new KMeans(k, seed, newStarts);
  }

  /** Clusters points of weight 1. */
  public Result fit(double[][] points) {
    double[] weights = new double[points.length];
    Arrays.fill(weights, 1);
    return fit(points, weights);
  }

  /**
   * Clusters weighted points.
   *
   * @param points finite coordinates, all of the same number
   * @param weights one per point, finite, not negative, not all 0
   * @throws ClusteringException if there are fewer points than clusters
   */
  public Result fit(double[][] points, double[] weights) {
    if (points.length < k) {
      throw new ClusteringException(
          "k=" + k + " clusters cannot be made of " + points.length + " rows; use a smaller k");
    }
    Lloyd lloyd = new Lloyd(points, weights);
    PlusPlus plusPlus = new PlusPlus(points, weights);
    Result best = null;
    for (int start = 0; start < starts; start++) {
      double[][] first = plusPlus.choose(k, SplitMix.stream(seed, start));
      Result result = improve(lloyd, first, TOLERANCE);
      if (best == null || result.inertia < best.inertia) {
        best = result;
      }
    }
    return improve(lloyd, best.centroids, 0);
  }

  private static Result improve(Lloyd lloyd, double[][] first, double tolerance) {
    Result result = null;
    double[][] centroids = first;
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      Lloyd.Assignment assignment = lloyd.assign(centroids);
      Result next = new Result(centroids, assignment.inertia());
      if (result != null && result.inertia - next.inertia <= tolerance * result.inertia) {
        return next.inertia < result.inertia ? next : result;
      }
      result = next;
      centroids = lloyd.move(centroids, assignment);
    }
    return result;
  }

  /** The centroids and the inertia, the weighted sum of squared distances to them. */
  public static final class Result {
    private final double[][] centroids;
    private final double inertia;

    private Result(double[][] centroids, double inertia) {
      this.centroids = centroids;
      this.inertia = inertia;
    }

    /** One row per centroid, a copy. */
    public double[][] centroids() {
      return Matrices.copy(centroids);
    }

    public double inertia() {
      return inertia;
    }
  }
}

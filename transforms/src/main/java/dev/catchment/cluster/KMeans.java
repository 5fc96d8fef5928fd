package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * k-means on weighted points in memory: several starts by k-means++, each improved by Lloyd's
 * iteration until the inertia falls by less than 10<sup>-4</sup> of itself; the best is then
 * improved until it falls no more. Immutable; the same points in the same order and the same seed
 * give the same result.
 *
 * <p>The starts end early, after at least two, when 10<sup>9</sup> coordinates have been compared,
 * which takes a second or two; small tables get all of them.
 *
 * <p>Where there are fewer distinct points than clusters some centroids coincide. Memory: the
 * points and a few numbers per point.
 */
public final class KMeans {
  private static final double TOLERANCE = 1e-4;
  private static final int MAX_ITERATIONS = 300;
  private static final int LEAST_STARTS = 2;
  private static final long WORK = 1_000_000_000;

  private final int k;
  private final long seed;
  private final int starts;

  private KMeans(int k, long seed, int starts) {
    this.k = k;
    this.seed = seed;
    this.starts = starts;
  }

  /** k-means with seed 0 and at most 50 starts. */
  public static KMeans of(int k) {
    checkArgument(k >= 1, "k=%s, must be at least 1", k);
    return new KMeans(k, 0, 50);
  }

  public KMeans withSeed(long newSeed) {
    return new KMeans(k, newSeed, starts);
  }

  /** The most starts. */
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
    return fit(Points.of(points, weights));
  }

  Result fit(Points points) {
    if (points.size() < k) {
      throw new ClusteringException(
          "k=" + k + " clusters cannot be made of " + points.size() + " rows; use a smaller k");
    }
    Lloyd lloyd = new Lloyd(points, k);
    PlusPlus plusPlus = new PlusPlus(points);
    Result best = null;
    for (int start = 0; start < starts; start++) {
      if (start >= LEAST_STARTS && lloyd.work() + plusPlus.work() > WORK) {
        break;
      }
      double[] first = plusPlus.choose(k, SplitMix.stream(seed, start));
      Result result = improve(lloyd, first, TOLERANCE);
      if (best == null || result.inertia < best.inertia) {
        best = result;
      }
    }
    return improve(lloyd, best.centroids, 0);
  }

  private Result improve(Lloyd lloyd, double[] first, double tolerance) {
    Result result = null;
    lloyd.start(first);
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      Result next = new Result(k, lloyd.centroids(), lloyd.assign());
      if (result != null && result.inertia - next.inertia <= tolerance * result.inertia) {
        return next.inertia < result.inertia ? next : result;
      }
      result = next;
      lloyd.move();
    }
    return result;
  }

  /** The centroids and the inertia, the weighted sum of squared distances to them. */
  public static final class Result {
    private final int k;
    private final double[] centroids;
    private final double inertia;

    private Result(int k, double[] centroids, double inertia) {
      this.k = k;
      this.centroids = centroids;
      this.inertia = inertia;
    }

    /** One row per centroid, a copy. */
    public double[][] centroids() {
      return Matrices.rows(k, centroids);
    }

    public double inertia() {
      return inertia;
    }
  }
}

package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the number of clusters: k-means for each k from 2 on, and the k with the highest mean
 * {@link Silhouette} is the best, of equal ones the smallest. Immutable; the same points in the
 * same order and the same seed give the same choice.
 *
 * <p>Of more than 4,000 points it clusters a {@link SystematicSample} of 4,000, from 4 starts for
 * each k. Memory: that of {@link Silhouette}. Time grows with the square of the largest k.
 */
public final class ChooseK {
  /** The largest k that can be asked for: with more, a silhouette rests on fewer than 20 points. */
  public static final int LARGEST = 100;

  static final int MOST_POINTS = 4_000;
  private static final int STARTS = 4;

  private final int most;
  private final long seed;

  private ChooseK(int most, long seed) {
    this.most = most;
    this.seed = seed;
  }

  /** The choice among 2 to {@code most} clusters with seed 0; from 2 to 100. */
  public static ChooseK upTo(int most) {
    checkArgument(most >= 2 && most <= LARGEST, "most=%s, must be 2 to %s", most, LARGEST);
    return new ChooseK(most, 0);
  }

  public ChooseK withSeed(long newSeed) {
    return new ChooseK(most, newSeed);
  }

  /**
   * Tries every k up to the number of points.
   *
   * @param points finite coordinates, all of the same number
   * @param weights one per point: for how many rows it stands, not all 0
   */
  public Choice choose(double[][] points, double[] weights) {
    SystematicSample sample = SystematicSample.of(points, weights, MOST_POINTS);
    double[][] chosen = sample.points();
    Silhouette silhouette = Silhouette.of(chosen, sample.weights());
    List<Candidate> curve = new ArrayList<>();
    int best = 1;
    double highest = 0;
    for (int k = 2; k <= Math.min(most, chosen.length); k++) {
      KMeans kmeans = KMeans.of(k).withSeed(seed).withStarts(STARTS);
      Centroids centroids = Centroids.of(kmeans.fit(chosen, sample.weights()).centroids());
      double mean = silhouette.mean(centroids.nearest(chosen));
      curve.add(new Candidate(k, mean, inertia(points, weights, centroids)));
      if (mean > highest) {
        best = k;
        highest = mean;
      }
    }
    return new Choice(best, List.copyOf(curve));
  }

  private static double inertia(double[][] points, double[] weights, Centroids centroids) {
    double inertia = 0;
    for (int index = 0; index < points.length; index++) {
      centroids.nearest(points[index], 0);
      inertia += weights[index] * centroids.least();
    }
    return inertia;
  }

  /**
   * The best k and what it was chosen from.
   *
   * @param k the number of clusters; 1 if no k has a silhouette above 0, as where all points are
   *     equal
   * @param curve the candidates by k
   */
  public record Choice(int k, List<Candidate> curve) {}

  /**
   * One number of clusters that was tried.
   *
   * @param k it
   * @param silhouette the mean silhouette, from -1 to 1
   * @param inertia the weighted sum of squared distances of all points from the centroids
   */
  public record Candidate(int k, double silhouette, double inertia) {}
}

package dev.catchment.cluster;

import java.util.Arrays;

/**
 * Starting centroids by greedy k-means++ (Arthur, Vassilvitskii: k-means++, the Advantages of
 * Careful Seeding, 2007): each next centroid is the best of 2 + ln k points drawn with a
 * probability proportional to weight and squared distance from the centroids chosen so far.
 */
final class PlusPlus {
  private final double[][] points;
  private final double[] weights;

  PlusPlus(double[][] points, double[] weights) {
    this.points = points;
    this.weights = weights;
  }

  double[][] choose(int k, SplitMix random) {
    int trials = 2 + (int) StrictMath.log(k);
    double[][] centroids = new double[k][];
    centroids[0] = points[draw(weights, random)];
    double[] potential = reduced(null, centroids[0]);
    for (int chosen = 1; chosen < k; chosen++) {
      double[] best = null;
      double least = Double.POSITIVE_INFINITY;
      for (int trial = 0; trial < trials; trial++) {
        double[] candidate = points[draw(potential, random)];
        double[] remaining = reduced(potential, candidate);
        double total = Arrays.stream(remaining).sum();
        if (best == null || total < least) {
          best = remaining;
          least = total;
          centroids[chosen] = candidate;
        }
      }
      potential = best;
    }
    return Matrices.copy(centroids);
  }

  /** The index of a point drawn with probability proportional to its mass; any if all are 0. */
  private static int draw(double[] mass, SplitMix random) {
    double total = 0;
    for (double each : mass) {
      total += each;
    }
    double target = random.nextDouble() * total;
    double sum = 0;
    int last = 0;
    for (int index = 0; index < mass.length; index++) {
      if (mass[index] > 0) {
        sum += mass[index];
        last = index;
        if (sum > target) {
          return index;
        }
      }
    }
    return last;
  }

  private double[] reduced(double[] potential, double[] centroid) {
    double[] reduced = new double[points.length];
    for (int index = 0; index < points.length; index++) {
      double mass = weights[index] * Centroids.squaredDistance(points[index], centroid);
      reduced[index] = potential == null ? mass : Math.min(potential[index], mass);
    }
    return reduced;
  }
}

package dev.catchment.cluster;

import java.util.Arrays;

/**
 * Starting centroids by greedy k-means++ (Arthur, Vassilvitskii: k-means++, the Advantages of
 * Careful Seeding, 2007): each next centroid is the best of 2 + ln k points drawn with a
 * probability proportional to weight and squared distance from the centroids chosen so far.
 *
 * <p>A candidate is not compared with a point whose centroid is so near to it, and so far from the
 * candidate, that by the triangle inequality the candidate cannot be nearer.
 */
final class PlusPlus {
  private final Points points;
  private final int width;
  private final double[] nearest;
  private final int[] chosenFor;
  private final double[] cumulative;
  private double[] apart;
  private long work;

  PlusPlus(Points points) {
    this.points = points;
    this.width = points.width();
    this.nearest = new double[points.size()];
    this.chosenFor = new int[points.size()];
    this.cumulative = new double[points.size()];
  }

  /** The coordinates of k centroids, one after the other. */
  double[] choose(int k, SplitMix random) {
    int trials = 2 + (int) StrictMath.log(k);
    double[] centroids = new double[Math.multiplyExact(k, width)];
    apart = new double[k];
    Arrays.fill(chosenFor, 0);
    Arrays.fill(nearest, 1);
    take(draw(accumulate(), random), centroids, 0);
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    gain(centroids, 0, true);
    for (int chosen = 1; chosen < k; chosen++) {
      double total = accumulate();
      int best = 0;
      double most = -1;
      for (int trial = 0; trial < trials; trial++) {
        int candidate = draw(total, random);
        take(candidate, centroids, chosen);
        double gain = gain(centroids, chosen, false);
        if (gain > most) {
          most = gain;
          best = candidate;
        }
      }
      take(best, centroids, chosen);
      gain(centroids, chosen, true);
    }
    return centroids;
  }

  /** The number of coordinates that have been compared and points visited, a measure of time. */
  long work() {
    return work;
  }

  private void take(int point, double[] centroids, int index) {
    System.arraycopy(points.coordinates(), point * width, centroids, index * width, width);
  }

  /** Sums up the masses of the points in their order; the total. */
  private double accumulate() {
    double sum = 0;
    for (int index = 0; index < cumulative.length; index++) {
      sum += points.weights()[index] * nearest[index];
      cumulative[index] = sum;
    }
    return sum;
  }

  /** The index of a point drawn with probability proportional to its mass; 0 if all are 0. */
  private int draw(double total, SplitMix random) {
    double target = random.nextDouble() * total;
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] > target || cumulative[middle] == total) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** By how much a centroid lowers the sum of the masses, and lowers it where it is kept. */
  private double gain(double[] centroids, int chosen, boolean kept) {
    double gain = 0;
    measure(centroids, chosen);
    for (int index = 0; index < nearest.length; index++) {
      if (apart[chosenFor[index]] < 4 * nearest[index]) {
        double distance = points.squaredDistance(index, centroids, chosen * width);
        work += width;
        if (distance < nearest[index]) {
          gain += points.weights()[index] * (nearest[index] - distance);
          if (kept) {
            nearest[index] = distance;
            chosenFor[index] = chosen;
          }
        }
      }
    }
    return gain;
  }

  /** The squared distances of a centroid from those chosen before it. */
  private void measure(double[] centroids, int chosen) {
    for (int other = 0; other < chosen; other++) {
      apart[other] =
          Points.squaredDistance(centroids, other * width, centroids, chosen * width, width);
    }
    work += (long) chosen * width + nearest.length;
  }
}

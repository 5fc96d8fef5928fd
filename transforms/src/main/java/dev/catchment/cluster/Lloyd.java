package dev.catchment.cluster;

import java.util.Arrays;

/**
 * Lloyd's iteration on weighted points in memory: every point goes to its nearest centroid, every
 * centroid to the mean of its points. A cluster without points takes the point that is farthest
 * from its own centroid (as scikit-learn does), or stays where it is when every point sits on one.
 *
 * <p>A point is compared with all centroids only when Hamerly's bounds (Making k-means Even Faster,
 * 2010) leave it open whether another one is nearer: it cannot be when its own centroid is no
 * farther than half way to the next centroid, nor when it is no farther than the second nearest
 * was, less the longest way that a centroid has moved since. The result is that of the plain
 * iteration.
 */
final class Lloyd {
  private final Points points;
  private final int k;
  private final int width;
  private final int[] clusters;
  private final double[] distances;
  private final double[] lower;
  private double[] centroids;
  private long work;

  Lloyd(Points points, int k) {
    this.points = points;
    this.k = k;
    this.width = points.width();
    this.clusters = new int[points.size()];
    this.distances = new double[points.size()];
    this.lower = new double[points.size()];
  }

  /** Begins at given centroids, one after the other in an array, which is kept as it is. */
  void start(double[] first) {
    centroids = first;
    Arrays.fill(lower, 0);
  }

  /** Assigns every point; the inertia, the weighted sum of squared distances. */
  double assign() {
    Centroids search = new Centroids(k, centroids);
    double[] halfGaps = halfGaps();
    double inertia = 0;
    for (int index = 0; index < clusters.length; index++) {
      int cluster = clusters[index];
      distances[index] = points.squaredDistance(index, centroids, cluster * width);
      double distance = Math.sqrt(distances[index]);
      if (distance > lower[index] && distance > halfGaps[cluster]) {
        clusters[index] = search.nearest(points.coordinates(), index * width);
        distances[index] = search.least();
        lower[index] = Math.sqrt(search.second());
        work += (long) k * width;
      }
      inertia += points.weights()[index] * distances[index];
    }
    work += (long) clusters.length * width;
    return inertia;
  }

  /** Half the distance from each centroid to the nearest other one. */
  private double[] halfGaps() {
    double[] least = new double[k];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (int a = 1; a < k; a++) {
      for (int b = 0; b < a; b++) {
        double distance = Points.squaredDistance(centroids, a * width, centroids, b * width, width);
        least[a] = Math.min(least[a], distance);
        least[b] = Math.min(least[b], distance);
      }
    }
    work += (long) k * k / 2 * width;
    return Arrays.stream(least).map(distance -> Math.sqrt(distance) / 2).toArray();
  }

  /** Moves every centroid to the mean of its points, which never worsens the inertia. */
  void move() {
    double[] moved = new double[centroids.length];
    double[] mass = new double[k];
    for (int index = 0; index < clusters.length; index++) {
      double weight = points.weights()[index];
      int to = clusters[index] * width;
      int from = index * width;
      mass[clusters[index]] += weight;
      for (int i = 0; i < width; i++) {
        moved[to + i] += weight * points.coordinates()[from + i];
      }
    }
    for (int cluster = 0; cluster < k; cluster++) {
      if (mass[cluster] > 0) {
        for (int i = cluster * width; i < (cluster + 1) * width; i++) {
          moved[i] /= mass[cluster];
        }
      } else {
        takeFarthest(cluster, moved);
      }
    }
    lowerBounds(moved);
    centroids = moved;
  }

  private void takeFarthest(int cluster, double[] moved) {
    int farthest = 0;
    for (int index = 1; index < distances.length; index++) {
      if (cost(index) > cost(farthest)) {
        farthest = index;
      }
    }
    boolean none = cost(farthest) == 0;
    System.arraycopy(
        none ? centroids : points.coordinates(),
        (none ? cluster : farthest) * width,
        moved,
        cluster * width,
        width);
    distances[farthest] = 0;
  }

  private double cost(int index) {
    return points.weights()[index] * distances[index];
  }

  private void lowerBounds(double[] moved) {
    int farthest = 0;
    double[] ways = new double[k];
    for (int cluster = 0; cluster < k; cluster++) {
      int at = cluster * width;
      ways[cluster] = Math.sqrt(Points.squaredDistance(centroids, at, moved, at, width));
      farthest = ways[cluster] > ways[farthest] ? cluster : farthest;
    }
    double longest = ways[farthest];
    ways[farthest] = 0;
    double longestOfOthers = Arrays.stream(ways).max().orElse(0);
    for (int index = 0; index < lower.length; index++) {
      lower[index] -= clusters[index] == farthest ? longestOfOthers : longest;
    }
  }

  /** The centroids, one after the other; they are never changed. */
  double[] centroids() {
    return centroids;
  }

  /** The number of coordinates that have been compared, a measure of time. */
  long work() {
    return work;
  }
}

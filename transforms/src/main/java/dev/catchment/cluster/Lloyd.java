package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Lloyd's iteration on weighted points in memory: every point goes to its nearest centroid, every
 * centroid to the mean of its points.
 *
 * <p>An assignment holds, for one set of centroids, the cluster of each point and the inertia, the
 * weighted sum of squared distances. A cluster without points takes the point that is farthest from
 * its own centroid (as scikit-learn does), or stays where it is when every point sits on a
 * centroid.
 */
final class Lloyd {
  private final double[][] points;
  private final double[] weights;

  Lloyd(double[][] points, double[] weights) {
    checkArgument(
        points.length == weights.length, "%s points, %s weights", points.length, weights.length);
    this.points = points;
    this.weights = weights;
  }

  Assignment assign(double[][] centroids) {
    int[] clusters = new int[points.length];
    double[] distances = new double[points.length];
    double inertia = 0;
    for (int index = 0; index < points.length; index++) {
      clusters[index] = Centroids.nearest(points[index], centroids);
      distances[index] = Centroids.squaredDistance(points[index], centroids[clusters[index]]);
      inertia += weights[index] * distances[index];
    }
    return new Assignment(clusters, distances, inertia);
  }

  /** The next centroids, none worse for the inertia than the present ones. */
  double[][] move(double[][] centroids, Assignment assignment) {
    int width = centroids[0].length;
    double[][] moved = new double[centroids.length][width];
    double[] mass = new double[centroids.length];
    for (int index = 0; index < points.length; index++) {
      int cluster = assignment.clusters[index];
      mass[cluster] += weights[index];
      for (int i = 0; i < width; i++) {
        moved[cluster][i] += weights[index] * points[index][i];
      }
    }
    double[] distances = assignment.distances.clone();
    for (int cluster = 0; cluster < moved.length; cluster++) {
      if (mass[cluster] > 0) {
        for (int i = 0; i < width; i++) {
          moved[cluster][i] /= mass[cluster];
        }
      } else {
        moved[cluster] = farthest(distances, centroids[cluster]).clone();
      }
    }
    return moved;
  }

  /** The farthest point, which is then taken; the given centroid if there is none. */
  private double[] farthest(double[] distances, double[] centroid) {
    int farthest = 0;
    for (int index = 1; index < distances.length; index++) {
      if (weights[index] * distances[index] > weights[farthest] * distances[farthest]) {
        farthest = index;
      }
    }
    if (weights[farthest] * distances[farthest] == 0) {
      return centroid;
    }
    distances[farthest] = 0;
    return points[farthest];
  }

  /** The cluster of each point, its squared distance, and the inertia. */
  static final class Assignment {
    private final int[] clusters;
    private final double[] distances;
    private final double inertia;

    private Assignment(int[] clusters, double[] distances, double inertia) {
      this.clusters = clusters;
      this.distances = distances;
      this.inertia = inertia;
    }

    double inertia() {
      return inertia;
    }
  }
}

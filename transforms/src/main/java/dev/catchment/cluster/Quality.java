package dev.catchment.cluster;

import com.google.common.primitives.Doubles;
import java.util.List;

/**
 * How good the clusters of a model are. Immutable. What is not known, or infinite, is NaN, or an
 * empty list.
 *
 * @param silhouette the mean silhouette of the coreset, from -1 to 1 ({@link Silhouette}); not
 *     known for one cluster
 * @param daviesBouldin over all rows, from 0, less is better ({@link Separation})
 * @param calinskiHarabasz over all rows, from 0, more is better ({@link Separation})
 * @param stability of each cluster its mean Jaccard similarity over bootstraps of the coreset, from
 *     0 to 1 ({@link Stability}); not known for one cluster, more than 100, or more than 2,000
 *     coordinates of centroids
 * @param curve the numbers of clusters that were tried, where one was to be chosen ({@link
 *     ChooseK})
 */
public record Quality(
    double silhouette,
    double daviesBouldin,
    double calinskiHarabasz,
    List<Double> stability,
    List<ChooseK.Candidate> curve) {
  private static final int MOST_COORDINATES = 2_000;

  public Quality {
    silhouette = finite(silhouette);
    daviesBouldin = finite(daviesBouldin);
    calinskiHarabasz = finite(calinskiHarabasz);
    stability = List.copyOf(stability);
    curve = List.copyOf(curve);
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** Nothing but a curve is known. */
  static Quality of(List<ChooseK.Candidate> curve) {
    return new Quality(Double.NaN, Double.NaN, Double.NaN, List.of(), curve);
  }

  /** Nothing is known. */
  static Quality unknown() {
    return of(List.of());
  }

  /** The quality of a model that is measured, with its curve. */
  static Quality of(Coreset coreset, ClusterModel model) {
    List<ChooseK.Candidate> curve = model.quality().curve();
    if (model.k() == 1) {
      return of(curve);
    }
    double[][] points = coreset.project(model.space()).rows();
    double[][] centroids = model.centroids();
    int[] clusters = Centroids.of(centroids).nearest(points);
    Separation separation = separation(model, centroids);
    int coordinates = model.k() * model.space().dimensions();
    double[] stability =
        coordinates > MOST_COORDINATES
            ? new double[0]
            : Stability.of(points, coreset.weights(), centroids, model.seed());
    return new Quality(
        Silhouette.of(points, coreset.weights()).mean(clusters),
        separation.daviesBouldin(),
        separation.calinskiHarabasz(),
        Doubles.asList(stability),
        curve);
  }

  private static Separation separation(ClusterModel model, double[][] centroids) {
    Measures measures = model.measures();
    long[] sizes = new long[model.k()];
    double[] distances = new double[sizes.length];
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      sizes[cluster] = measures.size(cluster);
      distances[cluster] = sizes[cluster] * measures.meanDistance(cluster);
    }
    double total = model.variance() * model.table().rows();
    return Separation.of(sizes, centroids, distances, measures.inertia(), total);
  }
}

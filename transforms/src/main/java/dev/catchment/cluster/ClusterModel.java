package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Trained clusters: how a row of raw features is projected, where the centroids lie, and what the
 * clusters of the training data are like. Immutable; {@link ModelJson} stores it.
 *
 * <p>Clusters are numbered from 0 by decreasing number of rows, equal ones by centroid in
 * lexicographic order; those of a model that was trained with an earlier one in the order of the
 * earlier clusters that they continue. A value that is missing, not finite or larger than
 * 10<sup>100</sup> counts as the mean of its feature, here and in the training.
 */
public final class ClusterModel {
  private final Training training;
  private final double[][] centroids;
  private final Measures measures;
  private final double[] outlierDistances;
  private final ImmutableList<Integer> earlier;
  private final Quality quality;
  private final Distribution distribution;

  private ClusterModel(
      Training training,
      double[][] centroids,
      Measures measures,
      double[] outlierDistances,
      List<Integer> earlier,
      Quality quality,
      Distribution distribution) {
    this.training = training;
    this.centroids = centroids;
    this.measures = measures;
    this.outlierDistances = outlierDistances;
    this.earlier = ImmutableList.copyOf(earlier);
    this.quality = quality;
    this.distribution = distribution;
    checkArgument(centroids.length >= 1, "no centroids");
    checkSize("measures", measures.clusters());
    if (outlierDistances.length > 0) {
      checkSize("outlier distances", outlierDistances.length);
    }
    if (!earlier.isEmpty()) {
      checkSize("earlier numbers", earlier.size());
    }
    if (distribution != null && distribution.isCounted()) {
      checkSize("counts", distribution.clusters());
    }
  }

  private void checkSize(String what, int clusters) {
    checkArgument(
        clusters == centroids.length,
        "%s of %s clusters for %s centroids",
        what,
        clusters,
        centroids.length);
  }

  /** A model with these centroids and measures, of which no more is known. */
  static ClusterModel of(Training training, double[][] centroids, Measures measures) {
    return new ClusterModel(
        training,
        Matrices.copy(centroids),
        measures,
        new double[0],
        List.of(),
        Quality.unknown(),
        null);
  }

  /** The same model with other centroids, of which nothing is measured yet. */
  ClusterModel withCentroids(double[][] moved) {
    return new ClusterModel(
        training,
        Matrices.copy(moved),
        Measures.none(moved.length, training.table().size()),
        new double[0],
        List.of(),
        quality,
        distribution);
  }

  /** The same model with what was measured on the training data, its clusters renumbered. */
  ClusterModel measured(Measures measured, Distribution counted) {
    return new ClusterModel(
            training, centroids, measured, outlierDistances, earlier, quality, counted)
        .in(measured.order(centroids));
  }

  /** The same model with its clusters in another order, before quality and outliers are known. */
  ClusterModel in(int[] order) {
    return new ClusterModel(
        training,
        Arrays.stream(order).mapToObj(cluster -> centroids[cluster]).toArray(double[][]::new),
        measures.in(order),
        new double[0],
        List.of(),
        quality,
        distribution == null ? null : distribution.in(order));
  }

  /** The same model, its clusters continuing those of these numbers, -1 for none. */
  ClusterModel continuing(List<Integer> numbers) {
    return new ClusterModel(
        training, centroids, measures, outlierDistances, numbers, quality, distribution);
  }

  /** The same model with the distances beyond which rows are outliers; none if not known. */
  ClusterModel withOutlierDistances(double[] limits) {
    return new ClusterModel(
        training, centroids, measures, limits.clone(), earlier, quality, distribution);
  }

  /** The same model with what is known of its quality. */
  ClusterModel withQuality(Quality known) {
    return new ClusterModel(
        training, centroids, measures, outlierDistances, earlier, known, distribution);
  }

  /** The same model with a distribution of the training data, null for none. */
  ClusterModel withDistribution(Distribution known) {
    return new ClusterModel(
        training, centroids, measures, outlierDistances, earlier, quality, known);
  }

  /**
   * The number of the cluster of a row of raw features, in the order of {@link #space}; for many
   * rows use an {@link Assigner}.
   */
  public int assign(double[] raw) {
    return new Assigner(this).assign(raw);
  }

  /** The coordinates of a row of raw features in the clustered space. */
  public double[] project(double[] raw) {
    return space().project(raw);
  }

  /** The number of clusters. */
  public int k() {
    return centroids.length;
  }

  /** How the columns of a table become the features. */
  public FeatureEncoding encoding() {
    return training.encoding();
  }

  /** The features and how they are projected. */
  public FeatureSpace space() {
    return training.space();
  }

  /** Whether the features were divided by their standard deviations. */
  public boolean standardize() {
    return training.standardize();
  }

  /** The seed of the training. */
  public long seed() {
    return training.seed();
  }

  /** What the training data were like. */
  public TableProfile table() {
    return training.table();
  }

  /** The mean squared distance of the training data from their mean, in the clustered space. */
  double variance() {
    return training.variance();
  }

  /** The centroid of a cluster in the clustered space, a copy. */
  public double[] centroid(int cluster) {
    return centroids[cluster].clone();
  }

  double[][] centroids() {
    return Matrices.copy(centroids);
  }

  /** Size, inertia and means of the clusters on all rows of the training data. */
  public Measures measures() {
    return measures;
  }

  /**
   * The training data's sum of squared distances to the nearest centroid, in the clustered space.
   */
  public double inertia() {
    return measures.inertia();
  }

  /** Whether {@link #outlierDistance} is known: not in models stored by version 1. */
  public boolean knowsOutliers() {
    return outlierDistances.length > 0;
  }

  /**
   * The distance from its centroid beyond which a row of a cluster is an outlier, in the clustered
   * space; infinite where it is not known.
   */
  public double outlierDistance(int cluster) {
    return knowsOutliers() ? outlierDistances[cluster] : Double.POSITIVE_INFINITY;
  }

  /**
   * Of each cluster the number of the cluster that it continues in the earlier model of the
   * training, -1 for none; empty if there was no earlier model.
   */
  public List<Integer> earlier() {
    return earlier;
  }

  /** How good the clusters are. */
  public Quality quality() {
    return quality;
  }

  /**
   * How the training data are distributed; none in models stored by version 1 and where clusters
   * times features are more than 20,000.
   */
  public Optional<Distribution> distribution() {
    return Optional.ofNullable(distribution);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClusterModel that
        && training.equals(that.training)
        && Arrays.deepEquals(centroids, that.centroids)
        && measures.equals(that.measures)
        && Arrays.equals(outlierDistances, that.outlierDistances)
        && earlier.equals(that.earlier)
        && quality.equals(that.quality)
        && Objects.equals(distribution, that.distribution);
  }

  @Override
  public int hashCode() {
    return 31 * training.hashCode() + Arrays.deepHashCode(centroids);
  }

  @Override
  public String toString() {
    return "ClusterModel[k=" + k() + ", features=" + space().features() + "]";
  }
}

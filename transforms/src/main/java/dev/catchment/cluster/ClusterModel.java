package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * Trained clusters: how a row of raw features is projected, where the centroids lie, and what the
 * clusters of the training data are like. Immutable; {@link ModelJson} stores it.
 *
 * <p>Clusters are numbered from 0 by decreasing number of rows, equal ones by centroid in
 * lexicographic order. A value that is missing, not finite or larger than 10<sup>100</sup> counts
 * as the mean of its feature, here and in the training.
 */
public final class ClusterModel {
  private final FeatureSpace space;
  private final boolean standardize;
  private final long seed;
  private final TableProfile table;
  private final double[][] centroids;
  private final Measures measures;
  private final double[] outlierDistances;

  /**
   * A model; the arrays are copied.
   *
   * @param outlierDistances one per centroid, or none if they are not known
   */
  ClusterModel(
      FeatureSpace space,
      boolean standardize,
      long seed,
      TableProfile table,
      double[][] centroids,
      Measures measures,
      double[] outlierDistances) {
    this.space = space;
    this.standardize = standardize;
    this.seed = seed;
    this.table = table;
    this.centroids = Matrices.copy(centroids);
    this.measures = measures;
    this.outlierDistances = outlierDistances.clone();
    checkArgument(centroids.length >= 1, "no centroids");
    checkArgument(
        outlierDistances.length == 0 || outlierDistances.length == centroids.length,
        "%s outlier distances for %s centroids",
        outlierDistances.length,
        centroids.length);
    checkArgument(
        measures.clusters() == centroids.length,
        "measures of %s clusters for %s centroids",
        measures.clusters(),
        centroids.length);
  }

  /** The same model with other centroids, of which nothing is measured yet. */
  ClusterModel withCentroids(double[][] moved) {
    return new ClusterModel(
        space,
        standardize,
        seed,
        table,
        moved,
        Measures.none(moved.length, table.size()),
        new double[0]);
  }

  /** The same model with what was measured on the training data, its clusters renumbered. */
  ClusterModel measured(Measures measured) {
    int[] order = measured.order(centroids);
    double[][] ordered = Arrays.stream(order).mapToObj(i -> centroids[i]).toArray(double[][]::new);
    return new ClusterModel(
        space, standardize, seed, table, ordered, measured.in(order), new double[0]);
  }

  /** The same model with the distances beyond which rows are outliers. */
  ClusterModel withOutlierDistances(double[] limits) {
    return new ClusterModel(space, standardize, seed, table, centroids, measures, limits);
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
    return space.project(raw);
  }

  /** The number of clusters. */
  public int k() {
    return centroids.length;
  }

  /** The features and how they are projected. */
  public FeatureSpace space() {
    return space;
  }

  /** Whether the features were divided by their standard deviations. */
  public boolean standardize() {
    return standardize;
  }

  /** The seed of the training. */
  public long seed() {
    return seed;
  }

  /** What the training data were like. */
  public TableProfile table() {
    return table;
  }

  /** The mean squared distance of the training data from their mean, in the clustered space. */
  double variance() {
    double variance = 0;
    if (space.components().count() > 0) {
      double unbiased = table.rows() > 1 ? (double) (table.rows() - 1) / table.rows() : 1;
      for (double component : space.components().explainedVariance()) {
        variance += component * unbiased;
      }
    } else {
      for (int feature = 0; feature < table.size(); feature++) {
        double scaled = table.deviation(feature) / space.scaler().scale(feature);
        variance += scaled * scaled;
      }
    }
    return variance;
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

  @Override
  public boolean equals(Object other) {
    return other instanceof ClusterModel that
        && space.equals(that.space)
        && standardize == that.standardize
        && seed == that.seed
        && table.equals(that.table)
        && Arrays.deepEquals(centroids, that.centroids)
        && measures.equals(that.measures)
        && Arrays.equals(outlierDistances, that.outlierDistances);
  }

  @Override
  public int hashCode() {
    return 31 * space.hashCode() + Arrays.deepHashCode(centroids);
  }

  @Override
  public String toString() {
    return "ClusterModel[k=" + k() + ", features=" + space.features() + "]";
  }
}

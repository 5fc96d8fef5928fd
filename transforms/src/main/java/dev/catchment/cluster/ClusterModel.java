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

  ClusterModel(
      FeatureSpace space,
      boolean standardize,
      long seed,
      TableProfile table,
      double[][] centroids,
      Measures measures) {
    this.space = space;
    this.standardize = standardize;
    this.seed = seed;
    this.table = table;
    this.centroids = Matrices.copy(centroids);
    this.measures = measures;
    checkArgument(centroids.length >= 1, "no centroids");
    checkArgument(
        measures.clusters() == centroids.length,
        "measures of %s clusters for %s centroids",
        measures.clusters(),
        centroids.length);
  }

  /** The same model with other centroids, of which nothing is measured yet. */
  ClusterModel withCentroids(double[][] moved) {
    return new ClusterModel(
        space, standardize, seed, table, moved, Measures.none(moved.length, table.size()));
  }

  /** The same model with what was measured on the training data, its clusters renumbered. */
  ClusterModel measured(Measures measured) {
    int[] order = measured.order(centroids);
    double[][] ordered = Arrays.stream(order).mapToObj(i -> centroids[i]).toArray(double[][]::new);
    return new ClusterModel(space, standardize, seed, table, ordered, measured.in(order));
  }

  /** The number of the cluster of a row of raw features, in the order of {@link #space}. */
  public int assign(double[] raw) {
    return nearest(project(raw));
  }

  /** The coordinates of a row of raw features in the clustered space. */
  public double[] project(double[] raw) {
    return space.project(raw);
  }

  /** The number of the cluster of a projected row; of equally near ones the smallest centroid. */
  int nearest(double[] projected) {
    return Centroids.nearest(projected, centroids);
  }

  /** The squared distance of a projected row from the centroid of a cluster. */
  double squaredDistance(double[] projected, int cluster) {
    return Centroids.squaredDistance(projected, centroids[cluster]);
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

  @Override
  public boolean equals(Object other) {
    return other instanceof ClusterModel that
        && space.equals(that.space)
        && standardize == that.standardize
        && seed == that.seed
        && table.equals(that.table)
        && Arrays.deepEquals(centroids, that.centroids)
        && measures.equals(that.measures);
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

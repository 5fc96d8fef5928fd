package dev.catchment.cluster;

import dev.catchment.model.Block;

/**
 * Gives rows the number of their cluster in a {@link ClusterModel}, many rows without an
 * allocation. Mutable: it keeps what it found for the last row, so every thread needs one of its
 * own.
 *
 * <p>A value that is missing, not finite or larger than 10<sup>100</sup> counts as the mean; of
 * equally near centroids the lexicographically smallest is taken. Memory: the centroids twice.
 */
public final class Assigner {
  private final Projector projector;
  private final Centroids centroids;
  private final double[] outlierDistances;
  private final double[] raw;
  private int cluster;

  /** Assigns by a model. */
  public Assigner(ClusterModel model) {
    this.projector = new Projector(model.space());
    this.centroids = Centroids.of(model.centroids());
    this.outlierDistances = new double[model.k()];
    this.raw = new double[model.space().features().size()];
    for (int index = 0; index < outlierDistances.length; index++) {
      outlierDistances[index] = model.outlierDistance(index);
    }
  }

  /** The number of the cluster of a row of raw features, in the order of the model. */
  public int assign(double[] row) {
    cluster = centroids.nearest(projector.project(row), 0);
    return cluster;
  }

  /** The number of the cluster of a row of a block. */
  public int assign(Block block, int row) {
    block.copyRow(row, raw);
    return assign(raw);
  }

  /** The squared distance of the last row from its centroid, in the clustered space. */
  public double squaredDistance() {
    return centroids.least();
  }

  /** Whether the last row is an outlier of its cluster; never in models stored by version 1. */
  public boolean isOutlier() {
    return Math.sqrt(squaredDistance()) > outlierDistances[cluster];
  }

  /** The coordinates of the last row in the clustered space; they change with the next one. */
  double[] coordinates() {
    return projector.coordinates();
  }
}

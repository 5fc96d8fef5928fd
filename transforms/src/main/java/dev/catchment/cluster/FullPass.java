package dev.catchment.cluster;

import dev.catchment.model.Block;
import java.util.Arrays;

/**
 * Adds blocks to the sums of one step of Lloyd's iteration over all rows, the centroids given by a
 * model: for each cluster the number of its rows and the totals of their coordinates. Within a
 * block the sums are ordinary, in the order of the rows; blocks are added up exactly.
 */
final class FullPass implements FoldRows.Adder<ExactSums> {
  private final Assigner assigner;
  private final int stride;
  private final double[] totals;

  FullPass(ClusterModel model) {
    this.assigner = new Assigner(model);
    this.stride = model.space().dimensions() + 1;
    this.totals = new double[model.k() * stride];
  }

  @Override
  public void add(ExactSums sums, Block block) {
    Arrays.fill(totals, 0);
    for (int row = 0; row < block.rows(); row++) {
      int at = assigner.assign(block, row) * stride;
      double[] coordinates = assigner.coordinates();
      totals[at]++;
      for (int i = 0; i < coordinates.length; i++) {
        totals[at + 1 + i] += coordinates[i];
      }
    }
    sums.addAll(totals);
  }

  /** The model with each centroid at the mean of its rows; one without rows stays. */
  static ClusterModel move(ExactSums sums, ClusterModel model) {
    double[][] moved = model.centroids();
    for (int cluster = 0; cluster < moved.length; cluster++) {
      int index = cluster * (moved[cluster].length + 1);
      double rows = sums.sum(index++);
      for (int i = 0; rows > 0 && i < moved[cluster].length; i++) {
        moved[cluster][i] = sums.sum(index++) / rows;
      }
    }
    return model.withCentroids(moved);
  }
}

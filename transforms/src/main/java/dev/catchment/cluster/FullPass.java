package dev.catchment.cluster;

/** One step of Lloyd's iteration over all rows by exact sums, the centroids given by a model. */
final class FullPass {
  private FullPass() {}

  /** Adds a row to the sums from which {@link #move} makes the next centroids. */
  static void add(ExactSums sums, double[] raw, ClusterModel model) {
    double[] projected = model.project(raw);
    int index = model.nearest(projected) * (projected.length + 1);
    sums.add(index++, 1);
    for (double coordinate : projected) {
      sums.add(index++, coordinate);
    }
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

package dev.catchment.cluster;

import java.util.List;

/**
 * A few projected rows of each cluster for a scatter plot.
 *
 * @param dots by cluster, then in no meaningful but always the same order
 */
public record PlotSample(List<Dot> dots) {
  public PlotSample {
    dots = List.copyOf(dots);
  }

  /**
   * A row on the first two coordinates of the clustered space.
   *
   * @param cluster the number of its cluster
   * @param x the first coordinate
   * @param y the second, 0 if there is none
   */
  public record Dot(int cluster, double x, double y) {}
}

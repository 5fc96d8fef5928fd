package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * A place on the first two principal components.
 *
 * @param x the first component
 * @param y the second component, 0 when there is only one
 * @param cluster the cluster it belongs to, from 0
 */
public record ClusterPoint(double x, double y, int cluster) {
  public ClusterPoint {
    checkArgument(Double.isFinite(x) && Double.isFinite(y), "point (%s, %s) must be finite", x, y);
    checkArgument(cluster >= 0, "cluster is %s, must be 0 or more", cluster);
  }
}

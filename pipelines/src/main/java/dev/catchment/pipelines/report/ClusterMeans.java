package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/**
 * What clusters are like in raw units.
 *
 * @param overall the mean of each feature over all rows
 * @param byCluster by cluster and feature the mean over the rows of the cluster
 */
public record ClusterMeans(List<Double> overall, List<List<Double>> byCluster) {
  /** Not known. */
  public static final ClusterMeans NONE = new ClusterMeans(List.of(), List.of());

  public ClusterMeans {
    overall = List.copyOf(overall);
    byCluster = byCluster.stream().map(List::copyOf).toList();
    int features = overall.size();
    checkArgument(
        byCluster.stream().allMatch(row -> row.size() == features),
        "every row of means must have one value per feature: %s",
        features);
  }
}

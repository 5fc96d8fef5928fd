package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkNotNull;

import java.util.List;

/**
 * How far a feature of new data is from that of the data that a model was trained on.
 *
 * @param name its name
 * @param index the population stability index over all rows, from 0; NaN where it is not known
 * @param byCluster the index over the rows of each cluster, NaN where it is not known; may be empty
 */
public record FeatureDrift(String name, double index, List<Double> byCluster) {
  public FeatureDrift {
    checkNotNull(name, "name");
    byCluster = List.copyOf(byCluster);
  }
}

package dev.catchment.pipelines.report;

import java.util.List;

/**
 * How far new data are from those that a model was trained on.
 *
 * @param index the population stability index of the clusters' shares of the rows, from 0; NaN
 *     where it is not known
 * @param sizes new rows by cluster
 * @param features the features, in any order
 */
public record ClusterDrift(double index, List<Long> sizes, List<FeatureDrift> features) {
  /** There is no earlier model. */
  public static final ClusterDrift NONE = new ClusterDrift(Double.NaN, List.of(), List.of());

  public ClusterDrift {
    sizes = List.copyOf(sizes);
    features = List.copyOf(features);
  }
}

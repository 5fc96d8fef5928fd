package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;

/**
 * The clusters and what makes each different.
 *
 * @param points profiles on the two components, in an order that is the same in every run; empty
 *     when there are no components. The report draws at most {@value #MAX_POINTS}, evenly picked
 * @param centroids the centre of every cluster on the two components; may be empty
 * @param explainedVarianceRatio the share of the variance that each component explains, 0 to 1; may
 *     be empty
 * @param sizes profiles by cluster, cluster 0 first
 * @param featureNames the features, in the order of {@code effects}; may be empty
 * @param effects by cluster and feature: how many standard deviations the cluster's mean lies from
 *     the mean of all
 * @param descriptions by cluster, in words; may be empty
 */
public record ClusterSection(
    List<ClusterPoint> points,
    List<ClusterPoint> centroids,
    List<Double> explainedVarianceRatio,
    List<Long> sizes,
    List<String> featureNames,
    List<List<Double>> effects,
    List<String> descriptions) {
  /** The most points that a report draws. */
  public static final int MAX_POINTS = 2000;

  public ClusterSection {
    points = List.copyOf(points);
    centroids = List.copyOf(centroids);
    explainedVarianceRatio = List.copyOf(explainedVarianceRatio);
    sizes = List.copyOf(sizes);
    featureNames = List.copyOf(featureNames);
    effects = effects.stream().map(List::copyOf).toList();
    descriptions = List.copyOf(descriptions);
    int features = featureNames.size();
    checkArgument(!sizes.isEmpty(), "sizes is empty, must have one entry per cluster");
    checkArgument(
        features == 0 || effects.size() == sizes.size(),
        "effects has %s rows, must have one per cluster: %s",
        effects.size(),
        sizes.size());
    checkArgument(
        effects.stream().allMatch(row -> row.size() == features),
        "every row of effects must have one value per feature: %s",
        features);
    checkArgument(
        descriptions.isEmpty() || descriptions.size() == sizes.size(),
        "descriptions has %s entries, must have one per cluster: %s",
        descriptions.size(),
        sizes.size());
    int clusters = sizes.size();
    checkArgument(
        points.stream().allMatch(point -> point.cluster() < clusters)
            && centroids.stream().allMatch(point -> point.cluster() < clusters),
        "a point names a cluster beyond the last: %s",
        clusters - 1);
  }
}

package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNullElse;

import java.util.List;

/**
 * The clusters and what makes each different. It is read from and written to JSON; a part that is
 * missing there is not known.
 *
 * @param points rows on the two components, in an order that is the same in every run; empty when
 *     there are no components. The report draws at most {@value #MAX_POINTS}, evenly picked
 * @param centroids the centre of every cluster on the two components; may be empty
 * @param explainedVarianceRatio the share of the variance that each component explains, 0 to 1; may
 *     be empty
 * @param sizes rows by cluster, cluster 0 first
 * @param featureNames the features, in the order of {@code effects}; may be empty
 * @param effects by cluster and feature: how many standard deviations the cluster's mean lies from
 *     the mean of all
 * @param descriptions by cluster, in words; may be empty
 * @param noun what a row stands for
 * @param means the clusters in raw units
 * @param quality how good the clusters are
 * @param drift how far new data are from those of the model
 */
public record ClusterSection(
    List<ClusterPoint> points,
    List<ClusterPoint> centroids,
    List<Double> explainedVarianceRatio,
    List<Long> sizes,
    List<String> featureNames,
    List<List<Double>> effects,
    List<String> descriptions,
    RowNoun noun,
    ClusterMeans means,
    ClusterQuality quality,
    ClusterDrift drift) {
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
    noun = requireNonNullElse(noun, RowNoun.ROW);
    means = requireNonNullElse(means, ClusterMeans.NONE);
    quality = requireNonNullElse(quality, ClusterQuality.NONE);
    drift = requireNonNullElse(drift, ClusterDrift.NONE);
    int clusters = sizes.size();
    int features = featureNames.size();
    checkArgument(clusters > 0, "sizes is empty, must have one entry per cluster");
    checkArgument(
        features == 0 || effects.size() == clusters,
        "effects has %s rows, must have one per cluster: %s",
        effects.size(),
        clusters);
    checkArgument(
        effects.stream().allMatch(row -> row.size() == features),
        "every row of effects must have one value per feature: %s",
        features);
    checkArgument(
        means.overall().isEmpty() || means.overall().size() == features,
        "means has %s features, must be %s",
        means.overall().size(),
        features);
    checkByCluster("means", means.byCluster(), clusters);
    checkByCluster("descriptions", descriptions, clusters);
    checkByCluster("stability", quality.stability(), clusters);
    checkByCluster("sizes of the drift", drift.sizes(), clusters);
    drift
        .features()
        .forEach(each -> checkByCluster("drift of " + each.name(), each.byCluster(), clusters));
    checkArgument(
        points.stream().allMatch(point -> point.cluster() < clusters)
            && centroids.stream().allMatch(point -> point.cluster() < clusters),
        "a point names a cluster beyond the last: %s",
        clusters - 1);
  }

  /** The clusters alone, of rows of which nothing more is known. */
  public ClusterSection(
      List<ClusterPoint> points,
      List<ClusterPoint> centroids,
      List<Double> explainedVarianceRatio,
      List<Long> sizes,
      List<String> featureNames,
      List<List<Double>> effects,
      List<String> descriptions) {
    this(
        points,
        centroids,
        explainedVarianceRatio,
        sizes,
        featureNames,
        effects,
        descriptions,
        RowNoun.ROW,
        ClusterMeans.NONE,
        ClusterQuality.NONE,
        ClusterDrift.NONE);
  }

  /** With what a row stands for. */
  public ClusterSection withNoun(RowNoun value) {
    return with(value, means, quality, drift);
  }

  /** With the clusters in raw units. */
  public ClusterSection withMeans(ClusterMeans value) {
    return with(noun, value, quality, drift);
  }

  /** With how good the clusters are. */
  public ClusterSection withQuality(ClusterQuality value) {
    return with(noun, means, value, drift);
  }

  /** With how far new data are from those of the model. */
  public ClusterSection withDrift(ClusterDrift value) {
    return with(noun, means, quality, value);
  }

  private ClusterSection with(
      RowNoun newNoun, ClusterMeans newMeans, ClusterQuality newQuality, ClusterDrift newDrift) {
    return new ClusterSection(
        points,
        centroids,
        explainedVarianceRatio,
        sizes,
        featureNames,
        effects,
        descriptions,
        newNoun,
        newMeans,
        newQuality,
        newDrift);
  }

  private static void checkByCluster(String what, List<?> values, int clusters) {
    checkArgument(
        values.isEmpty() || values.size() == clusters,
        "%s has %s entries, must have one per cluster: %s",
        what,
        values.size(),
        clusters);
  }

  /** All rows. */
  long rows() {
    return sizes.stream().mapToLong(Long::longValue).sum();
  }
}

package dev.catchment.pipelines.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.catchment.cluster.PopulationStability;
import dev.catchment.pipelines.JsonFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the cluster job did, as it stands in {@code summary.json}.
 *
 * @param job the job's name
 * @param startedAt when it started, ISO-8601
 * @param seconds how long it took
 * @param read rows read
 * @param accepted rows clustered
 * @param filtered rows that the option where leaves out
 * @param rejected rows that could not be read or whose features are not numbers
 * @param rejectedByReason those rows by reason
 * @param features the features that were clustered by
 * @param k the number of clusters
 * @param inertia the sum of squared distances to the centroids, in the clustered space; null with a
 *     model that was trained before, as all measures of quality
 * @param sizes the rows of each cluster
 * @param explainedVarianceRatio the share of the variance that each component holds; empty without
 *     components
 * @param silhouette the mean silhouette of a sample, -1 to 1; null if not known
 * @param daviesBouldin how much clusters overlap, from 0, less is better; null if not known
 * @param calinskiHarabasz how far they are apart for their spread, from 0, more is better; null if
 *     not known
 * @param stability of each cluster, 0 to 1; empty if not known
 * @param outliers rows far outside their cluster; null if not known
 * @param clusterDrift the population stability index of the clusters' shares; null without a model
 *     that was trained before, and without rows
 * @param featureDrift that of each feature; empty if not known
 */
public record ClusterSummary(
    @JsonProperty("job") String job,
    @JsonProperty("startedAt") String startedAt,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("read") long read,
    @JsonProperty("accepted") long accepted,
    @JsonProperty("filtered") long filtered,
    @JsonProperty("rejected") long rejected,
    @JsonProperty("rejectedByReason") Map<String, Long> rejectedByReason,
    @JsonProperty("features") List<String> features,
    @JsonProperty("k") int k,
    @JsonProperty("inertia") Double inertia,
    @JsonProperty("sizes") List<Long> sizes,
    @JsonProperty("explainedVarianceRatio") List<Double> explainedVarianceRatio,
    @JsonProperty("silhouette") Double silhouette,
    @JsonProperty("daviesBouldin") Double daviesBouldin,
    @JsonProperty("calinskiHarabasz") Double calinskiHarabasz,
    @JsonProperty("stability") List<Double> stability,
    @JsonProperty("outliers") Long outliers,
    @JsonProperty("clusterDrift") Double clusterDrift,
    @JsonProperty("featureDrift") Map<String, Double> featureDrift) {

  /** What has changed since the training, by its index: features, and the clusters' shares. */
  List<String> changed() {
    List<String> changed = new ArrayList<>();
    add(changed, "the shares of the clusters", clusterDrift);
    featureDrift.forEach((feature, index) -> add(changed, feature, index));
    return changed;
  }

  private static void add(List<String> changed, String what, Double index) {
    if (index != null && PopulationStability.verdict(index).equals("changed")) {
      changed.add(String.format(Locale.ROOT, "%s (PSI %.2f)", what, index));
    }
  }

  /** Reads a summary. */
  public static ClusterSummary read(String file) {
    return JsonFile.read(file, ClusterSummary.class);
  }
}

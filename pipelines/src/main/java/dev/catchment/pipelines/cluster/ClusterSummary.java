package dev.catchment.pipelines.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.catchment.pipelines.JsonFile;
import java.util.List;
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
 * @param inertia the sum of squared distances to the centroids, in the clustered space
 * @param sizes the rows of each cluster
 * @param explainedVarianceRatio the share of the variance that each component holds; empty without
 *     components
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
    @JsonProperty("inertia") double inertia,
    @JsonProperty("sizes") List<Long> sizes,
    @JsonProperty("explainedVarianceRatio") List<Double> explainedVarianceRatio) {

  /** Reads a summary. */
  public static ClusterSummary read(String file) {
    return JsonFile.read(file, ClusterSummary.class);
  }
}

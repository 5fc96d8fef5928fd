package dev.catchment.pipelines.demo;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the demo did and how close it came to the truth, as it stands in {@code summary.json}; the
 * parts are those of {@code CollectSummary}, {@code ProfileSummary} and {@link DemoScore}.
 */
record DemoSummary(
    @JsonProperty("job") String job,
    @JsonProperty("startedAt") String startedAt,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("read") long read,
    @JsonProperty("accepted") long accepted,
    @JsonProperty("rejected") long rejected,
    @JsonProperty("duplicate") long duplicate,
    @JsonProperty("withheld") long withheld,
    @JsonProperty("filtered") long filtered,
    @JsonProperty("profiles") long profiles,
    @JsonProperty("identifiers") long identifiers,
    @JsonProperty("shared") long shared,
    @JsonProperty("plantedBad") long plantedBad,
    @JsonProperty("plantedBadFound") long plantedBadFound,
    @JsonProperty("wronglyRejected") long wronglyRejected,
    @JsonProperty("identityPrecision") double identityPrecision,
    @JsonProperty("identityRecall") double identityRecall,
    @JsonProperty("identityRecallOfJoinable") double identityRecallOfJoinable,
    @JsonProperty("clusterAdjustedRand") double clusterAdjustedRand) {}

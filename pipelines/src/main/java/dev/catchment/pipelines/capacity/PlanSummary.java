package dev.catchment.pipelines.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.catchment.pipelines.JsonFile;
import java.util.List;

/**
 * The numbers of a plan, as they stand in {@code summary.json}.
 *
 * @param job the job's name
 * @param startedAt when it started, ISO-8601
 * @param seconds how long it took
 * @param from the first day that is planned
 * @param traffic the traffic, in words
 * @param serviceMean the mean seconds of a worker for an event
 * @param serviceVariability variance by the square of the mean
 * @param serviceP99 what 99 of 100 services do not exceed
 * @param service where the service time comes from, in words
 * @param wantedP99 the latency that 99 of 100 events must not exceed
 * @param partitions the partitions to choose
 * @param hottestPartition the part of events that the fullest of them has; null without keys
 * @param hottestKey the part of events that the most frequent key has; null without keys
 * @param eventBytes the bytes of a stored event; null where they are not known
 * @param scenarios today's traffic, and more of it
 */
record PlanSummary(
    @JsonProperty("job") String job,
    @JsonProperty("startedAt") String startedAt,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("from") String from,
    @JsonProperty("traffic") String traffic,
    @JsonProperty("serviceMean") double serviceMean,
    @JsonProperty("serviceVariability") double serviceVariability,
    @JsonProperty("serviceP99") double serviceP99,
    @JsonProperty("service") String service,
    @JsonProperty("wantedP99") double wantedP99,
    @JsonProperty("partitions") int partitions,
    @JsonProperty("hottestPartition") Double hottestPartition,
    @JsonProperty("hottestKey") Double hottestKey,
    @JsonProperty("eventBytes") Double eventBytes,
    @JsonProperty("scenarios") List<ScenarioPlan> scenarios) {

  /** Reads a summary. */
  static PlanSummary read(String file) {
    return JsonFile.read(file, PlanSummary.class);
  }

  /** The scenario of the traffic as it is. */
  ScenarioPlan today() {
    return scenarios.get(0);
  }

  /** The scenario of more traffic. */
  ScenarioPlan later() {
    return scenarios.get(scenarios.size() - 1);
  }
}

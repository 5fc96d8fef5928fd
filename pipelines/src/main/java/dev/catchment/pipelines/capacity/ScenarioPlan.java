package dev.catchment.pipelines.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a scenario needs.
 *
 * @param name what it is called
 * @param scale how many times the traffic
 * @param meanRate the mean events a second in the first month
 * @param busiestRate the mean events a second in its busiest hour
 * @param busiestHour when that hour begins, ISO-8601
 * @param leastWorkers the fewest workers that keep up with the busiest hour
 * @param workersForLatency the fewest whose p99 is within what is wanted; null where no number is
 * @param workersForBurst the fewest that drain the burst in time
 * @param workersForKeys the fewest of which also the one with the hottest keys is within the p99;
 *     null without keys, or where no number is
 * @param workersForFirst the fewest by which the first priority is within the p99; null without
 *     priorities
 * @param workers the workers that are enough for all of that; where no number is enough for the
 *     p99, those for the rest
 * @param isEnough whether they are also enough for the p99
 * @param latencies the latency with these workers: of all events from one queue, then of each
 *     priority, or of the worker with the hottest keys
 * @param given the latency with the workers that were given; null without any
 * @param burst the burst with these workers
 * @param backlog the longest backlog of the traffic itself with these workers
 * @param hottestWorker the part of all events that goes to the worker with the hottest keys; null
 *     without keys
 * @param hottestUtilisation the utilisation of that worker in the busiest hour
 * @param months the months
 */
record ScenarioPlan(
    @JsonProperty("name") String name,
    @JsonProperty("scale") double scale,
    @JsonProperty("meanRate") double meanRate,
    @JsonProperty("busiestRate") double busiestRate,
    @JsonProperty("busiestHour") String busiestHour,
    @JsonProperty("leastWorkers") int leastWorkers,
    @JsonProperty("workersForLatency") Integer workersForLatency,
    @JsonProperty("workersForBurst") int workersForBurst,
    @JsonProperty("workersForKeys") Integer workersForKeys,
    @JsonProperty("workersForFirst") Integer workersForFirst,
    @JsonProperty("workers") int workers,
    @JsonProperty("isEnough") boolean isEnough,
    @JsonProperty("latencies") List<LatencyPlan> latencies,
    @JsonProperty("given") LatencyPlan given,
    @JsonProperty("burst") BurstPlan burst,
    @JsonProperty("backlog") BacklogPlan backlog,
    @JsonProperty("hottestWorker") Double hottestWorker,
    @JsonProperty("hottestUtilisation") Double hottestUtilisation,
    @JsonProperty("months") List<MonthPlan> months) {

  /**
   * The latency that counts: that of the hottest worker with keys, otherwise that of all events.
   */
  LatencyPlan latency() {
    return latencies.stream()
        .filter(latency -> latency.name().equals(LatencyPlan.HOTTEST))
        .findFirst()
        .orElse(latencies.get(0));
  }
}

package dev.catchment.pipelines.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.catchment.pipelines.queue.Latency;

/**
 * How long events take with a number of workers, in the busiest hour of the first month.
 *
 * @param name the line of events: its priority, all, or hottest worker
 * @param workers the workers
 * @param utilisation the share of their time in which they are busy
 * @param meanWait the mean seconds before the service; null at a utilisation of 1 or more, as are
 *     all below
 * @param mean the mean seconds from arrival to end
 * @param p99 the seconds that 99 of 100 events do not exceed
 * @param meanError half the width of the 95 % confidence interval of the mean; 0 for a formula
 * @param p99Error the same of the p99
 * @param method how they were found
 */
record LatencyPlan(
    @JsonProperty("name") String name,
    @JsonProperty("workers") int workers,
    @JsonProperty("utilisation") double utilisation,
    @JsonProperty("meanWait") Double meanWait,
    @JsonProperty("mean") Double mean,
    @JsonProperty("p99") Double p99,
    @JsonProperty("meanError") Double meanError,
    @JsonProperty("p99Error") Double p99Error,
    @JsonProperty("method") String method) {

  static final String ALL = "all";
  static final String HOTTEST = "hottest worker";

  static LatencyPlan of(String name, int workers, double utilisation, Latency latency) {
    return new LatencyPlan(
        name,
        workers,
        utilisation,
        latency.meanWait(),
        latency.mean(),
        latency.p99(),
        latency.meanError(),
        latency.p99Error(),
        latency.method().toString());
  }

  /** The queue that grows as long as the traffic lasts. */
  static LatencyPlan endless(String name, int workers, double utilisation) {
    return new LatencyPlan(name, workers, utilisation, null, null, null, null, null, "no end");
  }
}

package dev.catchment.pipelines.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a burst in the busiest hour of the first month does.
 *
 * @param factor how many times the traffic
 * @param seconds how long it lasts
 * @param backlog the events that wait when it ends
 * @param delay the seconds that the last of them waits
 * @param drainSeconds the seconds after it until nothing waits; null when that never comes
 */
record BurstPlan(
    @JsonProperty("factor") double factor,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("backlog") double backlog,
    @JsonProperty("delay") double delay,
    @JsonProperty("drainSeconds") Double drainSeconds) {

  static BurstPlan of(Burst burst, double rate, double capacity) {
    double backlog = burst.backlog(rate, capacity);
    double drain = burst.drain(rate, capacity);
    return new BurstPlan(
        burst.factor(),
        burst.seconds(),
        backlog,
        backlog / capacity,
        Double.isInfinite(drain) ? null : drain);
  }
}

package dev.catchment.pipelines.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The longest backlog that the traffic itself brings in the first month.
 *
 * @param events the most events that wait
 * @param at when they do, ISO-8601; null where nothing waits for longer than moments
 * @param seconds how long the backlog lasts; null when it does not end in the month
 */
record BacklogPlan(
    @JsonProperty("events") double events,
    @JsonProperty("at") String at,
    @JsonProperty("seconds") Double seconds) {

  static BacklogPlan of(Backlog backlog, LocalDate from) {
    return new BacklogPlan(
        backlog.events(),
        backlog.events() == 0
            ? null
            : from.atStartOfDay()
                .plusSeconds((long) backlog.at())
                .toInstant(ZoneOffset.UTC)
                .toString(),
        Double.isInfinite(backlog.seconds()) ? null : backlog.seconds());
  }
}

package dev.catchment.pipelines.generate.stream;

import java.util.Map;

/**
 * How much a stream held.
 *
 * @param messages the messages that were sent
 * @param events the events among them, each counted once
 * @param duplicates the messages that repeat an event
 * @param late the events that were sent late
 * @param outOfOrder the events that were sent out of order
 * @param silenced the events that an anomaly kept from being sent
 * @param poison the messages that are no event, by reason
 * @param anomalies the anomalies that touched an event
 * @param lastEvent the time of the last event
 */
record StreamCounts(
    long messages,
    long events,
    long duplicates,
    long late,
    long outOfOrder,
    long silenced,
    Map<String, Long> poison,
    int anomalies,
    String lastEvent) {}

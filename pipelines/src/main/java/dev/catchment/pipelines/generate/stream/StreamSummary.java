package dev.catchment.pipelines.generate.stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.catchment.pipelines.JsonFile;
import java.util.Map;

/**
 * What stream the generate job sent, as it stands in {@code summary.json}.
 *
 * @param job the job's name
 * @param startedAt when it started, ISO-8601
 * @param seconds how long it took
 * @param world what the stream is of
 * @param to where it went
 * @param seed the number that all chance was drawn from
 * @param start the first moment of the stream
 * @param lastEvent the time of its last event
 * @param keys how many keys there were to draw from
 * @param messages the messages that were sent
 * @param events the events among them, each counted once
 * @param duplicates the messages that repeat an event
 * @param late the events that were sent late
 * @param outOfOrder the events that were sent out of order
 * @param silenced the events that an anomaly kept from being sent
 * @param poison the messages that are no event, by reason
 * @param anomalies the anomalies that touched an event
 * @param messagesPerSecond the rate that was reached
 */
public record StreamSummary(
    @JsonProperty("job") String job,
    @JsonProperty("startedAt") String startedAt,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("world") String world,
    @JsonProperty("to") String to,
    @JsonProperty("seed") long seed,
    @JsonProperty("start") String start,
    @JsonProperty("lastEvent") String lastEvent,
    @JsonProperty("keys") int keys,
    @JsonProperty("messages") long messages,
    @JsonProperty("events") long events,
    @JsonProperty("duplicates") long duplicates,
    @JsonProperty("late") long late,
    @JsonProperty("outOfOrder") long outOfOrder,
    @JsonProperty("silenced") long silenced,
    @JsonProperty("poison") Map<String, Long> poison,
    @JsonProperty("anomalies") int anomalies,
    @JsonProperty("messagesPerSecond") double messagesPerSecond) {

  /** Reads a summary. */
  public static StreamSummary read(String file) {
    return JsonFile.read(file, StreamSummary.class);
  }
}

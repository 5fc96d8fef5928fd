package dev.catchment.pipelines.live;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.catchment.pipelines.JsonFile;
import java.util.List;

/**
 * What the parity job found, as it stands in {@code summary.json}.
 *
 * @param job the job's name
 * @param startedAt when it started, ISO-8601
 * @param seconds how long it took
 * @param asOf the date that was compared at, ISO-8601
 * @param events the events of the store
 * @param people the people of whom something is known
 * @param equalProfiles those whose features are all the same
 * @param audiences the audiences that were compared
 * @param memberships the people times the audiences
 * @param equalMemberships those that are the same
 * @param changes how often the stream told that somebody entered or left
 * @param different the people of whom something is not the same
 * @param mostStateBytes the most that a live job keeps of one person, in bytes
 * @param differences the first differences
 */
public record ParitySummary(
    @JsonProperty("job") String job,
    @JsonProperty("startedAt") String startedAt,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("asOf") String asOf,
    @JsonProperty("events") long events,
    @JsonProperty("people") long people,
    @JsonProperty("equalProfiles") long equalProfiles,
    @JsonProperty("audiences") int audiences,
    @JsonProperty("memberships") long memberships,
    @JsonProperty("equalMemberships") long equalMemberships,
    @JsonProperty("changes") long changes,
    @JsonProperty("different") long different,
    @JsonProperty("mostStateBytes") long mostStateBytes,
    @JsonProperty("differences") List<String> differences) {

  /** Reads a summary. */
  public static ParitySummary read(String file) {
    return JsonFile.read(file, ParitySummary.class);
  }
}

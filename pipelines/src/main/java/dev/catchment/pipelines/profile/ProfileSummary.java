package dev.catchment.pipelines.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.TallyMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * What the profile job found, as it stands in {@code profile-summary.json}.
 *
 * @param job the job's name
 * @param startedAt when it started, ISO-8601
 * @param seconds how long it took
 * @param batch the last batch of the store whose events it has seen; 0 without manifests
 * @param events events of the store
 * @param attributed events that belong to a person
 * @param unattributed events without a usable identifier
 * @param profiles people
 * @param identifiers identifiers that belong to a person
 * @param shared identifiers that too many people use
 * @param sessions sessions of people in channels; 0 where they are not looked for
 * @param unattributedBySource events without a usable identifier, by source
 * @param identifiersByNamespace identifiers that belong to a person, by namespace
 * @param sharedByNamespace identifiers that too many people use, by namespace
 * @param peopleByIdentifiers people, by their number of identifiers
 * @param sessionsByChannel sessions, by channel
 */
public record ProfileSummary(
    @JsonProperty("job") String job,
    @JsonProperty("startedAt") String startedAt,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("batch") int batch,
    @JsonProperty("events") long events,
    @JsonProperty("attributed") long attributed,
    @JsonProperty("unattributed") long unattributed,
    @JsonProperty("profiles") long profiles,
    @JsonProperty("identifiers") long identifiers,
    @JsonProperty("shared") long shared,
    @JsonProperty("sessions") long sessions,
    @JsonProperty("unattributedBySource") Map<String, Long> unattributedBySource,
    @JsonProperty("identifiersByNamespace") Map<String, Long> identifiersByNamespace,
    @JsonProperty("sharedByNamespace") Map<String, Long> sharedByNamespace,
    @JsonProperty("peopleByIdentifiers") Map<String, Long> peopleByIdentifiers,
    @JsonProperty("sessionsByChannel") Map<String, Long> sessionsByChannel) {

  static ProfileSummary of(
      int batch, SortedMap<String, Long> tallies, String startedAt, double seconds) {
    long events = TallyMap.sum(TallyMap.below(tallies, "events"));
    Map<String, Long> unattributed = TallyMap.below(tallies, "unattributed");
    Map<String, Long> identifiers = TallyMap.below(tallies, "identifiers");
    Map<String, Long> shared = TallyMap.below(tallies, "shared");
    Map<String, Long> sessions = TallyMap.below(tallies, "sessions");
    return new ProfileSummary(
        "profile",
        startedAt,
        seconds,
        batch,
        events,
        events - TallyMap.sum(unattributed),
        TallyMap.sum(unattributed),
        TallyMap.sum(TallyMap.below(tallies, "people")),
        TallyMap.sum(identifiers),
        TallyMap.sum(shared),
        TallyMap.sum(sessions),
        unattributed,
        identifiers,
        shared,
        TallyMap.below(tallies, "size"),
        sessions);
  }

  /** Reads a summary. */
  public static ProfileSummary read(String file) {
    return JsonFile.read(file, ProfileSummary.class);
  }
}

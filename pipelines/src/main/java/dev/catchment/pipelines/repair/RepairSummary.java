package dev.catchment.pipelines.repair;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.catchment.account.Outcome;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.TallyMap;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;

/**
 * What became of the open rejected records, as it stands in {@code repair-summary.json}.
 *
 * @param job the job's name
 * @param startedAt when it started, ISO-8601
 * @param seconds how long it took
 * @param open records that were open when it started
 * @param repaired records that are not open any more
 * @param stillOpen records that are
 * @param accepted repaired records written to the event store
 * @param duplicate repaired records that are the same as another or as an event of the store
 * @param withheld repaired records left out for want of consent
 * @param filtered repaired records left out by a rule
 * @param openBySource open records, by source
 * @param repairedBySource repaired records, by source
 * @param repairedByReason repaired records, by what they were rejected for
 * @param stillOpenBySource records that are still open, by source
 * @param stillOpenByReason records that are still open, by what they are rejected for now
 * @param acceptedBySource accepted records, by source
 * @param duplicateBySource duplicates, by source
 * @param withheldBySource withheld records, by source
 * @param filteredBySource filtered records, by source
 */
@JsonPropertyOrder({"job", "startedAt", "seconds"})
public record RepairSummary(
    @JsonProperty("job") String job,
    @JsonProperty("startedAt") String startedAt,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("open") long open,
    @JsonProperty("repaired") long repaired,
    @JsonProperty("stillOpen") long stillOpen,
    @JsonProperty("accepted") long accepted,
    @JsonProperty("duplicate") long duplicate,
    @JsonProperty("withheld") long withheld,
    @JsonProperty("filtered") long filtered,
    @JsonProperty("openBySource") Map<String, Long> openBySource,
    @JsonProperty("repairedBySource") Map<String, Long> repairedBySource,
    @JsonProperty("repairedByReason") Map<String, Long> repairedByReason,
    @JsonProperty("stillOpenBySource") Map<String, Long> stillOpenBySource,
    @JsonProperty("stillOpenByReason") Map<String, Long> stillOpenByReason,
    @JsonProperty("acceptedBySource") Map<String, Long> acceptedBySource,
    @JsonProperty("duplicateBySource") Map<String, Long> duplicateBySource,
    @JsonProperty("withheldBySource") Map<String, Long> withheldBySource,
    @JsonProperty("filteredBySource") Map<String, Long> filteredBySource) {

  private static final int SOURCE = 0;
  private static final int REASON = 1;

  /** The account that tallies hold; throws IllegalStateException when it does not balance. */
  static RepairSummary of(SortedMap<String, Long> tallies, Instant start, double seconds) {
    RepairSummary summary =
        new RepairSummary(
            RepairJob.NAME,
            start.toString(),
            seconds,
            total(tallies, RepairPipeline.OPEN),
            total(tallies, RepairPipeline.REPAIRED),
            total(tallies, RepairPipeline.STILL_OPEN),
            total(tallies, Outcome.ACCEPTED.summaryName()),
            total(tallies, Outcome.DUPLICATE.summaryName()),
            total(tallies, Outcome.WITHHELD.summaryName()),
            total(tallies, Outcome.FILTERED.summaryName()),
            TallyMap.by(tallies, RepairPipeline.OPEN, SOURCE),
            TallyMap.by(tallies, RepairPipeline.REPAIRED, SOURCE),
            TallyMap.by(tallies, RepairPipeline.REPAIRED, REASON),
            TallyMap.by(tallies, RepairPipeline.STILL_OPEN, SOURCE),
            TallyMap.by(tallies, RepairPipeline.STILL_OPEN, REASON),
            TallyMap.by(tallies, Outcome.ACCEPTED.summaryName(), SOURCE),
            TallyMap.by(tallies, Outcome.DUPLICATE.summaryName(), SOURCE),
            TallyMap.by(tallies, Outcome.WITHHELD.summaryName(), SOURCE),
            TallyMap.by(tallies, Outcome.FILTERED.summaryName(), SOURCE));
    if (summary.open != summary.repaired + summary.stillOpen
        || summary.repaired
            != summary.accepted + summary.duplicate + summary.withheld + summary.filtered) {
      throw new IllegalStateException("the accounts do not balance: " + summary);
    }
    return summary;
  }

  /** Reads a summary. */
  static RepairSummary read(String file) {
    return JsonFile.read(file, RepairSummary.class);
  }

  private static long total(SortedMap<String, Long> tallies, String group) {
    return TallyMap.sum(TallyMap.below(tallies, group));
  }
}

package dev.catchment.pipelines.collect;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.catchment.account.Outcome;
import dev.catchment.clean.DropDuplicates;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.TallyMap;
import dev.catchment.pipelines.plan.ExpectationPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of every record, as it stands in {@code summary.json}.
 *
 * @param job the job's name
 * @param startedAt when it started, ISO-8601
 * @param seconds how long it took
 * @param read records read
 * @param accepted records written to the event store
 * @param rejected records kept aside
 * @param duplicate records that are the same as another
 * @param withheld records left out for want of consent
 * @param filtered records left out by a rule
 * @param readBySource records read, by source
 * @param acceptedBySource records accepted, by source
 * @param rejectedBySource records rejected, by source
 * @param rejectedByReason records rejected, by reason
 * @param duplicateBySource duplicates, by source
 * @param withheldBySource records withheld, by source
 * @param filteredBySource records filtered, by source
 * @param filteredByRule records filtered, by rule
 * @param acceptedByChannelAndDay accepted events, by channel and day of event time
 * @param expectations what became of each expectation, in the order of the configuration
 */
@JsonPropertyOrder({"job", "startedAt", "seconds"})
public record CollectSummary(
    @JsonProperty("job") String job,
    @JsonProperty("startedAt") String startedAt,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("read") long read,
    @JsonProperty("accepted") long accepted,
    @JsonProperty("rejected") long rejected,
    @JsonProperty("duplicate") long duplicate,
    @JsonProperty("withheld") long withheld,
    @JsonProperty("filtered") long filtered,
    @JsonProperty("readBySource") Map<String, Long> readBySource,
    @JsonProperty("acceptedBySource") Map<String, Long> acceptedBySource,
    @JsonProperty("rejectedBySource") Map<String, Long> rejectedBySource,
    @JsonProperty("rejectedByReason") Map<String, Long> rejectedByReason,
    @JsonProperty("duplicateBySource") Map<String, Long> duplicateBySource,
    @JsonProperty("withheldBySource") Map<String, Long> withheldBySource,
    @JsonProperty("filteredBySource") Map<String, Long> filteredBySource,
    @JsonProperty("filteredByRule") Map<String, Long> filteredByRule,
    @JsonProperty("acceptedByChannelAndDay") Map<String, Map<String, Long>> acceptedByChannelAndDay,
    @JsonProperty("expectations") List<ExpectationResult> expectations) {

  private static final int SOURCE = 0;
  private static final int REASON = 1;

  public CollectSummary {
    expectations = expectations == null ? List.of() : List.copyOf(expectations);
  }

  /** The accounts that tallies hold; throws IllegalStateException when they do not balance. */
  public static CollectSummary of(
      SortedMap<String, Long> tallies,
      ExpectationPlan expectations,
      Instant start,
      double seconds) {
    Map<String, Map<String, Long>> days = new TreeMap<>();
    TallyMap.below(tallies, DropDuplicates.CHANNEL_DAYS)
        .forEach(
            (name, count) -> {
              int slash = name.lastIndexOf('/');
              days.computeIfAbsent(name.substring(0, slash), unused -> new TreeMap<>())
                  .put(name.substring(slash + 1), count);
            });
    CollectSummary summary =
        new CollectSummary(
            "collect",
            start.toString(),
            seconds,
            total(tallies, Outcome.READ),
            total(tallies, Outcome.ACCEPTED),
            total(tallies, Outcome.REJECTED),
            total(tallies, Outcome.DUPLICATE),
            total(tallies, Outcome.WITHHELD),
            total(tallies, Outcome.FILTERED),
            by(tallies, Outcome.READ, SOURCE),
            by(tallies, Outcome.ACCEPTED, SOURCE),
            by(tallies, Outcome.REJECTED, SOURCE),
            by(tallies, Outcome.REJECTED, REASON),
            by(tallies, Outcome.DUPLICATE, SOURCE),
            by(tallies, Outcome.WITHHELD, SOURCE),
            by(tallies, Outcome.FILTERED, SOURCE),
            by(tallies, Outcome.FILTERED, REASON),
            days,
            expectations.expectations().stream()
                .map(
                    expectation ->
                        ExpectationResult.of(
                            expectation, ExpectationTallies.measure(tallies, expectation), start))
                .toList());
    if (!summary.isBalanced()) {
      throw new IllegalStateException("the accounts do not balance: " + summary);
    }
    return summary;
  }

  /** Says what became of the records. */
  public void report(Console console) {
    console.result(
        "%,d read = %,d accepted + %,d rejected + %,d duplicate + %,d withheld + %,d filtered",
        read, accepted, rejected, duplicate, withheld, filtered);
  }

  /**
   * The exit status that the accounts give; names the expectations that are not met and says when
   * more records were rejected than allowed.
   *
   * @param job the job's name
   * @param maxRejected the greatest share that is allowed
   * @param place where the rejected ones are
   */
  public ExitStatus status(String job, double maxRejected, String place, Console console) {
    boolean isAsRequired = isAsRequired(job, console);
    if (rejected > maxRejected * read) {
      console.note(
          "%s: %,d of %,d records were rejected, more than --maxRejected=%s allows; %s says why",
          job, rejected, read, maxRejected, place);
      return ExitStatus.TOO_MANY_REJECTED;
    }
    return isAsRequired ? ExitStatus.DONE : ExitStatus.EXPECTATION_FAILED;
  }

  /** Names the expectations that are not met; whether all that are required are met. */
  private boolean isAsRequired(String job, Console console) {
    boolean isAsRequired = true;
    for (ExpectationResult result : expectations) {
      if (!result.passed()) {
        console.note(
            "%s: %s is not met: %s",
            job, result.required() ? "a required expectation" : "an expectation", result.words());
        isAsRequired &= !result.required();
      }
    }
    return isAsRequired;
  }

  /** Reads a summary. */
  public static CollectSummary read(String file) {
    return JsonFile.read(file, CollectSummary.class);
  }

  /** Whether every record that was read is in exactly one account. */
  @JsonIgnore
  boolean isBalanced() {
    return read == accepted + rejected + duplicate + withheld + filtered;
  }

  private static long total(SortedMap<String, Long> tallies, Outcome outcome) {
    return TallyMap.sum(by(tallies, outcome, SOURCE));
  }

  private static Map<String, Long> by(SortedMap<String, Long> tallies, Outcome outcome, int part) {
    return TallyMap.by(tallies, outcome.summaryName(), part);
  }
}

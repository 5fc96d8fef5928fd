package dev.catchment.pipelines.lookalike;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.catchment.lookalike.LookalikeModel;
import dev.catchment.lookalike.MatchPeople;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.TallyMap;
import dev.catchment.pipelines.report.Run;
import dev.catchment.read.TableFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What the look-alike job did, as it stands in {@code summary.json}.
 *
 * @param job the job's name
 * @param startedAt when it started, ISO-8601
 * @param seconds how long it took
 * @param read rows of the table
 * @param accepted people, seeds and others
 * @param filtered rows that the option where leaves out
 * @param duplicate rows whose id has an earlier row
 * @param rejected rows that could not be read, without id, or whose features are not numbers
 * @param rejectedByReason those rows by reason
 * @param seedsGiven different ids in the list
 * @param seedsFound those that are among the people
 * @param seedsMissing those that are not
 * @param seedsRepeated lines of the list that name an id again
 * @param seedsRejected lines of the list that could not be read
 * @param people how many people are given
 * @param features the features that count and what each does, the strongest first
 * @param constantFeatures the features that are the same for all people
 * @param auc how often a held-out seed has a higher score than another person
 * @param betterThanChance whether that can hardly be chance
 */
public record LookalikeSummary(
    @JsonProperty("job") String job,
    @JsonProperty("startedAt") String startedAt,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("read") long read,
    @JsonProperty("accepted") long accepted,
    @JsonProperty("filtered") long filtered,
    @JsonProperty("duplicate") long duplicate,
    @JsonProperty("rejected") long rejected,
    @JsonProperty("rejectedByReason") Map<String, Long> rejectedByReason,
    @JsonProperty("seedsGiven") long seedsGiven,
    @JsonProperty("seedsFound") long seedsFound,
    @JsonProperty("seedsMissing") long seedsMissing,
    @JsonProperty("seedsRepeated") long seedsRepeated,
    @JsonProperty("seedsRejected") long seedsRejected,
    @JsonProperty("people") long people,
    @JsonProperty("features") Map<String, String> features,
    @JsonProperty("constantFeatures") List<String> constantFeatures,
    @JsonProperty("auc") double auc,
    @JsonProperty("betterThanChance") boolean betterThanChance) {

  /** Adds up what was counted. */
  static LookalikeSummary of(
      LookalikeModel model, long people, SortedMap<String, Long> tallies, Run run) {
    String table = TableFiles.SOURCE;
    SortedMap<String, Long> rejected = TallyMap.below(tallies, "rejected/" + table);
    long found = tallies.getOrDefault(MatchPeople.FOUND, 0L);
    long missing = tallies.getOrDefault(MatchPeople.MISSING, 0L);
    return new LookalikeSummary(
        "lookalike",
        run.time().toString(),
        run.seconds(),
        tallies.getOrDefault("read/" + table, 0L),
        tallies.getOrDefault("accepted/" + table, 0L),
        tallies.getOrDefault("filtered/" + table, 0L),
        tallies.getOrDefault("duplicate/" + table, 0L),
        TallyMap.sum(rejected),
        rejected,
        found + missing,
        found,
        missing,
        tallies.getOrDefault(MatchPeople.REPEATED, 0L),
        TallyMap.sum(TallyMap.below(tallies, "rejected/" + SeedList.SOURCE)),
        people,
        effects(model),
        model.constantFeatures(),
        model.evaluation().auc(),
        model.evaluation().isBetterThanChance());
  }

  private static Map<String, String> effects(LookalikeModel model) {
    Map<String, String> effects = new LinkedHashMap<>();
    model.drivers().forEach(driver -> effects.put(driver.name(), driver.words()));
    return effects;
  }

  /** Reads a summary. */
  public static LookalikeSummary read(String file) {
    return JsonFile.read(file, LookalikeSummary.class);
  }
}

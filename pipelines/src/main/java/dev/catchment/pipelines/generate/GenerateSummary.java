package dev.catchment.pipelines.generate;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.catchment.pipelines.JsonFile;
import java.util.Map;

/**
 * What the generate job wrote, as it stands in {@code summary.json}.
 *
 * @param job the job's name
 * @param startedAt when it started, ISO-8601
 * @param seconds how long it took
 * @param people the people in the world
 * @param days the days it lasts
 * @param start its first day
 * @param seed the number that all chance was drawn from
 * @param records the records of all sources
 * @param recordsBySource the records of each source
 */
public record GenerateSummary(
    @JsonProperty("job") String job,
    @JsonProperty("startedAt") String startedAt,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("people") int people,
    @JsonProperty("days") int days,
    @JsonProperty("start") String start,
    @JsonProperty("seed") long seed,
    @JsonProperty("records") long records,
    @JsonProperty("recordsBySource") Map<String, Long> recordsBySource) {

  /** Reads a summary. */
  public static GenerateSummary read(String file) {
    return JsonFile.read(file, GenerateSummary.class);
  }
}

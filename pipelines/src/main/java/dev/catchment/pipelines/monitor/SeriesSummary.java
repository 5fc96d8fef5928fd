package dev.catchment.pipelines.monitor;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.catchment.pipelines.JsonFile;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * What the job found on files, as it stands in {@code summary.json}.
 *
 * @param job the job's name
 * @param startedAt when it started, ISO-8601
 * @param seconds how long it took
 * @param detector the kind of the detector
 * @param read the rows of all files
 * @param judged those that were judged
 * @param rejected those that were no values
 * @param alerts the rows with an alert
 * @param episodes the runs of such rows
 * @param series the series in the order of their names
 */
public record SeriesSummary(
    @JsonProperty("job") String job,
    @JsonProperty("startedAt") String startedAt,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("detector") String detector,
    @JsonProperty("read") long read,
    @JsonProperty("judged") long judged,
    @JsonProperty("rejected") long rejected,
    @JsonProperty("alerts") long alerts,
    @JsonProperty("episodes") long episodes,
    @JsonProperty("series") List<Series> series) {

  private static final double DAY = 86_400_000;

  /**
   * One series.
   *
   * @param name its name
   * @param judged the rows that were judged
   * @param rejected those that were no values
   * @param unsorted those that were earlier than one before them
   * @param alerts the rows with an alert
   * @param episodes the runs of such rows
   * @param episodesPerDay how many that are in a day; 0 where the series has no length
   * @param firstAlert when the first alert was, ISO-8601; empty without one
   * @param lastAlert when the last alert was, ISO-8601; empty without one
   */
  public record Series(
      @JsonProperty("name") String name,
      @JsonProperty("judged") long judged,
      @JsonProperty("rejected") long rejected,
      @JsonProperty("unsorted") long unsorted,
      @JsonProperty("alerts") long alerts,
      @JsonProperty("episodes") long episodes,
      @JsonProperty("episodesPerDay") double episodesPerDay,
      @JsonProperty("firstAlert") String firstAlert,
      @JsonProperty("lastAlert") String lastAlert) {

    static Series of(String name, SortedMap<String, Long> tallies) {
      Counts counts = new Counts(name, tallies);
      double days = (counts.get("to") - counts.get("from")) / DAY;
      long episodes = counts.get("episodes");
      return new Series(
          name,
          counts.get("judged"),
          counts.get("rejected"),
          counts.get("unsorted"),
          counts.get("alerts"),
          episodes,
          days == 0 ? 0 : Math.round(1000 * episodes / days) / 1000.0,
          episodes == 0 ? "" : Instant.ofEpochMilli(counts.get("first")).toString(),
          episodes == 0 ? "" : Instant.ofEpochMilli(counts.get("last")).toString());
    }
  }

  private record Counts(String name, SortedMap<String, Long> tallies) {
    long get(String what) {
      return tallies.getOrDefault(SeriesTally.key(name, what), 0L);
    }
  }

  /** Reads a summary. */
  static SeriesSummary read(String file) {
    return JsonFile.read(file, SeriesSummary.class);
  }
}

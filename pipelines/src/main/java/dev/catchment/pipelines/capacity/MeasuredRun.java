package dev.catchment.pipelines.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.UsageException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;

/**
 * What the summary of a run tells of the speed of a job.
 *
 * @param file the summary
 * @param job the job's name
 * @param seconds how long it took
 * @param records the records that it read
 */
record MeasuredRun(String file, String job, double seconds, double records) {
  /** The fields in which jobs count what they work on, the best one first. */
  private static final List<String> COUNTS =
      List.of("read", "events", "records", "rows", "profiles", "people");

  /** Reads a summary; throws {@link UsageException} when it is none or counts nothing. */
  static MeasuredRun read(String file) {
    JsonNode summary = json(file);
    double seconds = summary.path("seconds").asDouble();
    String count =
        COUNTS.stream()
            .filter(name -> summary.path(name).isNumber())
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "--summary: %s has none of the counts %s; name the summary.json of a run of a job"
                            .formatted(file, String.join(", ", COUNTS))));
    double records = summary.path(count).asDouble();
    if (seconds <= 0 || records <= 0) {
      throw new UsageException(
          "--summary: %s tells of %s records in %s seconds; name a run that read some"
              .formatted(file, summary.path(count), seconds));
    }
    return new MeasuredRun(file, summary.path("job").asText("?"), seconds, records);
  }

  private static JsonNode json(String file) {
    try {
      FileSystems.matchSingleFileSpec(file);
      return JsonFile.read(file, JsonNode.class);
    } catch (java.io.IOException | UncheckedIOException | IllegalArgumentException wrong) {
      throw new UsageException(
          "--summary: cannot read %s; name the summary.json of a run".formatted(file), wrong);
    }
  }

  /**
   * The time that each record takes, and the one that a start takes.
   *
   * @param record seconds of the whole job for a record
   * @param start seconds beside the records; 0 where only one size of input was measured
   */
  record Pace(double record, double start) {}

  /**
   * The pace of runs of one job: of one run its seconds by its records; of several the line of
   * least squares.
   */
  static Pace pace(List<MeasuredRun> runs) {
    checkOneJob(runs);
    double records = runs.stream().mapToDouble(MeasuredRun::records).average().orElseThrow();
    double seconds = runs.stream().mapToDouble(MeasuredRun::seconds).average().orElseThrow();
    double square = 0;
    double product = 0;
    for (MeasuredRun run : runs) {
      square += (run.records - records) * (run.records - records);
      product += (run.records - records) * (run.seconds - seconds);
    }
    if (square == 0) {
      return new Pace(seconds / records, 0);
    }
    if (product <= 0) {
      throw new UsageException(
          "--summary: the run with more records took no more time, so that these runs do not tell"
              + " the time of a record; measure inputs of which one is at least twice as large");
    }
    double slope = product / square;
    double start = seconds - slope * records;
    return start >= 0 ? new Pace(slope, start) : new Pace(seconds / records, 0);
  }

  private static void checkOneJob(List<MeasuredRun> runs) {
    List<String> jobs = runs.stream().map(MeasuredRun::job).distinct().toList();
    if (jobs.size() > 1) {
      throw new UsageException(
          "--summary: these are runs of %s; name runs of one job"
              .formatted(String.join(" and ", jobs)));
    }
  }
}

package dev.catchment.pipelines.observe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchment.account.Outcome;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.util.ReleaseInfo;

/** The metrics of one run, from its summary and its files. */
final class RunMetrics {
  /** When the job last ended well. */
  static final String LAST_SUCCESS = "catchment_last_success_timestamp_seconds";

  private static final int MILLIS = 3;

  private final OpenMetrics metrics = new OpenMetrics();
  private final String job;

  RunMetrics(String job) {
    this.job = job;
  }

  /**
   * What is known of every run.
   *
   * @param status how it ended; empty when it was interrupted
   * @param lastSuccess the time of the last run before this one that ended well, if any
   */
  RunMetrics withRun(
      String runner,
      Instant start,
      Instant end,
      Optional<ExitStatus> status,
      Optional<BigDecimal> lastSuccess) {
    boolean isSuccess = status.equals(Optional.of(ExitStatus.DONE));
    metrics
        .gauge("catchment_run_success", "", "Whether the last run ended with exit status 0.")
        .add(isSuccess ? 1 : 0, "job_name", job);
    OpenMetrics.Family exit =
        metrics.gauge(
            "catchment_run_exit_status", "", "Exit status of the last run, unless interrupted.");
    status.ifPresent(known -> exit.add(known.code(), "job_name", job));
    metrics
        .gauge("catchment_run_start_timestamp_seconds", "seconds", "When the last run began.")
        .add(seconds(start), "job_name", job);
    metrics
        .gauge("catchment_run_duration_seconds", "seconds", "How long the last run took.")
        .add(seconds(end).subtract(seconds(start)), "job_name", job);
    OpenMetrics.Family last =
        metrics.gauge(LAST_SUCCESS, "seconds", "When a run last ended with exit status 0.");
    (isSuccess ? Optional.of(seconds(end)) : lastSuccess)
        .ifPresent(time -> last.add(time, "job_name", job));
    metrics
        .gauge("catchment_build_info", "", "Always 1, with what ran as labels.")
        .add(
            1,
            "job_name",
            job,
            "version",
            Version.TEXT,
            "beam_version",
            ReleaseInfo.getReleaseInfo().getSdkVersion(),
            "runner",
            runner);
    return this;
  }

  private static BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), MILLIS);
  }

  /** The bytes of the files that were read; sources without files have none. */
  RunMetrics withInputs(List<DatasetFacts> inputs) {
    metrics
        .counter("catchment_input_bytes", "bytes", "Bytes of the input files of the run.")
        .add(DatasetFacts.bytes(inputs), "job_name", job);
    return this;
  }

  /** The rows and bytes that were written. */
  RunMetrics withOutputs(List<DatasetFacts> outputs) {
    OpenMetrics.Family bytes =
        metrics.counter("catchment_output_bytes", "bytes", "Bytes that the run wrote, by output.");
    outputs.forEach(
        facts -> bytes.add(facts.bytes().orElse(0), "job_name", job, "output", facts.name()));
    OpenMetrics.Family rows =
        metrics.counter("catchment_output_rows", "rows", "Rows that the run wrote, by output.");
    for (DatasetFacts facts : outputs) {
      facts.rows().ifPresent(count -> rows.add(count, "job_name", job, "output", facts.name()));
    }
    return this;
  }

  /** What became of the records, by the summary of a job that accounts for them. */
  RunMetrics withSummary(JsonNode summary) {
    OpenMetrics.Family read =
        metrics.counter("catchment_read_records", "records", "Records that the run read.");
    add(read, summary, Outcome.READ);
    OpenMetrics.Family records =
        metrics.counter(
            "catchment_records", "records", "Records of the run, each in the outcome that it had.");
    for (Outcome outcome : Outcome.values()) {
      if (outcome != Outcome.READ) {
        add(records, summary, outcome, "outcome", outcome.summaryName());
      }
    }
    OpenMetrics.Family rejected =
        metrics.counter(
            "catchment_rejected_records", "records", "Rejected records of the run, by reason.");
    summary
        .path("rejectedByReason")
        .fields()
        .forEachRemaining(
            reason ->
                rejected.add(
                    reason.getValue().asLong(), "job_name", job, "reason", reason.getKey()));
    addExpectations(summary.path("expectations"));
    return this;
  }

  /** By source where the summary knows the sources; all of them, also those without a record. */
  private void add(OpenMetrics.Family family, JsonNode summary, Outcome outcome, String... labels) {
    String name = outcome.summaryName();
    JsonNode sources = summary.path("readBySource");
    if (sources.isMissingNode()) {
      if (summary.has(name)) {
        family.add(summary.path(name).asLong(), with(labels, "job_name", job));
      }
      return;
    }
    JsonNode counts = summary.path(name + "BySource");
    sources
        .fieldNames()
        .forEachRemaining(
            source ->
                family.add(
                    counts.path(source).asLong(0),
                    with(labels, "job_name", job, "source", source)));
  }

  private static String[] with(String[] labels, String... first) {
    String[] all = new String[first.length + labels.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(labels, 0, all, first.length, labels.length);
    return all;
  }

  private void addExpectations(JsonNode expectations) {
    OpenMetrics.Family family =
        metrics.gauge(
            "catchment_expectation_met", "", "Whether an expectation of a source was met.");
    for (JsonNode result : expectations) {
      family.add(
          result.path("passed").asBoolean() ? 1 : 0,
          "job_name",
          job,
          "source",
          result.path("source").asText(),
          "expectation",
          result.path("name").asText(),
          "required",
          result.path("required").asText());
    }
  }

  /** The text of all. */
  String text() {
    return metrics.text();
  }
}

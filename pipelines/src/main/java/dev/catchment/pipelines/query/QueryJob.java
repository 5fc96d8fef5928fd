package dev.catchment.pipelines.query;

import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.PipelineJob;
import dev.catchment.pipelines.PipelineWork;
import dev.catchment.pipelines.RunnerSupport;
import dev.catchment.pipelines.UsageException;
import dev.catchment.read.KafkaTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Answers a question in SQL about any tables; see {@code docs/jobs/query.md}. */
public final class QueryJob implements PipelineJob<QueryOptions> {
  static final String NAME = "query";

  private final String folder;

  /** The job, which keeps nothing of a result that is only shown. */
  public QueryJob() {
    this(".");
  }

  /**
   * The job.
   *
   * @param folder where rows that are only shown are written
   */
  private QueryJob(String folder) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "answers a question in SQL about files, tables and topics";
  }

  @Override
  public String writes() {
    return "Into the output folder: result.csv, or result.txt of a column named line, or the file that "
        + "is named, as CSV, JSON lines, text or Parquet; rejected, the rows that could not be read or "
        + "computed; report.html, where a picture is asked for; and summary.json. Or into a table or topic.";
  }

  @Override
  public Class<QueryOptions> options() {
    return QueryOptions.class;
  }

  /** Whether a place is a topic. */
  static boolean isTopic(String place) {
    return place.startsWith(KafkaTopic.SCHEME);
  }

  /** A query is live when a table or the output is a topic. */
  @Override
  public boolean isLive(QueryOptions options) {
    return (options.getOutput() != null && isTopic(options.getOutput()))
        || (options.getInput() != null
            && options.getInput().stream()
                .anyMatch(input -> isTopic(input.substring(input.indexOf('=') + 1))));
  }

  @Override
  public PipelineWork plan(QueryOptions options, Instant start) {
    return new QueryPlanner(options, start, isLive(options), folder).plan();
  }

  @Override
  public ExitStatus run(QueryOptions options, Console console) {
    if (options.getExplain()) {
      Statements.plan(options).explain().forEach(line -> console.result("%s", line));
      return ExitStatus.DONE;
    }
    return QueryPlanner.isOnlyShown(options) && !isLive(options)
        ? show(options, console)
        : runPipeline(options, console);
  }

  private ExitStatus runPipeline(QueryOptions options, Console console) {
    return PipelineJob.super.run(options, console);
  }

  /** Writes the rows that are shown where nobody looks, and takes them away again. */
  private ExitStatus show(QueryOptions options, Console console) {
    RunnerSupport runner = RunnerSupport.of(options);
    if (!runner.seesLocalDisk(options)) {
      throw new UsageException(
          "--show: the workers of %s do not see the disk of this machine; say with --output where the result goes"
              .formatted(runner.name()));
    }
    try {
      Path temporary = Files.createTempDirectory("catchment-query");
      try {
        return new QueryJob(temporary.toString()).runPipeline(options, console);
      } finally {
        delete(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the rows to show", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}

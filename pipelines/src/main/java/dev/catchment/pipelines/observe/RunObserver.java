package dev.catchment.pipelines.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.JobFailedException;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.PipelineWork;
import dev.catchment.pipelines.RunnerSupport;
import dev.catchment.pipelines.Task;
import dev.catchment.pipelines.UsageException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells others of one run: its lineage events as it begins and ends, and its metrics when it has
 * ended. Once it is made, nothing that goes wrong with that reaches the job: it is said once.
 *
 * <p>A run ends once, also when it is interrupted from another thread just then.
 */
public final class RunObserver {
  private static final int TRIES = 3;

  private final String job;
  private final String runner;
  private final Instant start;
  private final Console console;
  private final LineageEvents events;
  private final Optional<LineageTarget> lineage;
  private final Optional<MetricsFile> metrics;
  private PipelineWork work;
  private List<DatasetFacts> inputs = List.of();
  private boolean isStarted;
  private boolean isEnded;
  private boolean isWarned;

  private RunObserver(
      String job,
      String runner,
      Instant start,
      Console console,
      LineageEvents events,
      Optional<LineageTarget> lineage,
      Optional<MetricsFile> metrics) {
    this.job = job;
    this.runner = runner;
    this.start = start;
    this.console = console;
    this.events = events;
    this.lineage = lineage;
    this.metrics = metrics;
  }

  /** Whether anybody is to be told of a run with these options. */
  public static boolean isWanted(ObserveOptions options) {
    return options.getLineage() != null
        || options.getMetrics() != null
        || options.getLineageTokenFile() != null;
  }

  /**
   * The observer of a run that is about to begin; nothing is told to anybody yet.
   *
   * @param job the job's name
   * @param runner the runner that the job runs on
   * @throws UsageException when an option cannot be used
   */
  public static RunObserver of(
      String job, ObserveOptions options, RunnerSupport runner, Instant start, Console console) {
    checkTogether(options, runner);
    return new RunObserver(
        job,
        runner.name(),
        start,
        console,
        new LineageEvents(RunId.of(start), options.getLineageNamespace(), job, runner.name()),
        lineage(options),
        metrics(options));
  }

  /**
   * Checks the options and leaves everything as it is; no address is asked.
   *
   * @throws UsageException when an option cannot be used
   */
  public static void check(ObserveOptions options, RunnerSupport runner) {
    checkTogether(options, runner);
    lineage(options);
    metrics(options);
  }

  private static Optional<LineageTarget> lineage(ObserveOptions options) {
    return Optional.ofNullable(options.getLineage()).map(given -> LineageTarget.of(options));
  }

  private static Optional<MetricsFile> metrics(ObserveOptions options) {
    return Optional.ofNullable(options.getMetrics()).map(MetricsFile::of);
  }

  private static void checkTogether(ObserveOptions options, RunnerSupport runner) {
    if (options.getLineage() == null && options.getLineageTokenFile() != null) {
      throw new UsageException(
          "--lineageTokenFile is for the address of --lineage, which is missing; add it or leave the token out");
    }
    if (options.getMetrics() != null && runner.isDetached(options)) {
      throw new UsageException(
          "--metrics: on %s this program ends before the job does and has no counts; leave it out, and take them from the summary of the job"
              .formatted(runner.name()));
    }
    if (options.getMetrics() != null && options.getMetrics().equals(options.getLineage())) {
      throw new UsageException(
          "--metrics replaces the file that --lineage adds to; name two different files");
    }
  }

  /** The run has begun, with what it was asked to do. */
  public synchronized void started(PipelineWork planned) {
    if (isEnded) {
      return;
    }
    work = planned;
    inputs = look(() -> RunFiles.read(planned), List.of());
    sendStart();
  }

  private void sendStart() {
    isStarted = true;
    send(
        () ->
            events.of(
                LineageEvents.Type.START,
                start,
                inputs,
                work == null ? List.of() : RunFiles.planned(work)),
        TRIES);
  }

  /** The run has come to its end and published its outputs. */
  public synchronized void ended(ExitStatus status) {
    if (end()) {
      return;
    }
    Instant now = console.now();
    boolean isIdle = work instanceof Task task && task.nothingToDo().isPresent();
    List<DatasetFacts> outputs =
        isIdle ? List.of() : look(() -> RunFiles.written(work, job, start), RunFiles.planned(work));
    JsonNode none = JsonNodeFactory.instance.objectNode();
    JsonNode summary = isIdle || work.outputs().isEmpty() ? none : look(this::summary, none);
    send(() -> events.of(LineageEvents.Type.COMPLETE, now, inputs, outputs), TRIES);
    write(metrics(now, Optional.of(status)).withOutputs(outputs).withSummary(summary));
  }

  /**
   * The run has failed or could not begin; nothing was published.
   *
   * @param message what is wrong, in the words that the user sees
   */
  public synchronized void failed(ExitStatus status, String message) {
    if (end()) {
      return;
    }
    if (!isStarted) {
      sendStart();
    }
    Instant now = console.now();
    send(() -> events.failed(now, inputs, message), TRIES);
    write(metrics(now, Optional.of(status)));
  }

  /** The run was interrupted; the process ends soon, so that an event is tried once. */
  public synchronized void aborted() {
    if (end() || !isStarted) {
      return;
    }
    Instant now = console.now();
    send(() -> events.of(LineageEvents.Type.ABORT, now, inputs, List.of()), 1);
    write(metrics(now, Optional.empty()));
  }

  private boolean end() {
    boolean wasEnded = isEnded;
    isEnded = true;
    return wasEnded;
  }

  /** The last of the outputs, the summary. */
  private JsonNode summary() {
    List<String> names = work.outputs().names();
    return JsonFile.read(work.outputs().path(names.get(names.size() - 1)), JsonNode.class);
  }

  private RunMetrics metrics(Instant end, Optional<ExitStatus> status) {
    return new RunMetrics(job)
        .withRun(
            runner,
            start,
            end,
            status,
            metrics.flatMap(
                file -> file.value(RunMetrics.LAST_SUCCESS, "job_name=\"" + job + "\"")))
        .withInputs(inputs);
  }

  private void write(RunMetrics finished) {
    metrics.ifPresent(
        file -> {
          try {
            file.write(finished.text());
          } catch (IOException failure) {
            warn(
                "the metrics file %s cannot be written (%s); check its folder and the space on its disk"
                    .formatted(file.file(), WriteFault.of(failure)));
          }
        });
  }

  private void send(Supplier<ObjectNode> event, int tries) {
    lineage.ifPresent(
        target -> {
          try {
            target.send(event.get().toString(), tries);
          } catch (UndeliveredException failure) {
            warn("lineage was not delivered to " + failure.getMessage());
          } catch (RuntimeException failure) {
            warn("lineage was not delivered: " + JobFailedException.because(failure).getMessage());
          }
        });
  }

  /** What can be seen, or something else when it cannot. */
  private <T> T look(Supplier<T> seen, T otherwise) {
    try {
      return seen.get();
    } catch (RuntimeException failure) {
      warn(
          "what it read and wrote is not all known for lineage and metrics: "
              + JobFailedException.because(failure).getMessage());
      return otherwise;
    }
  }

  private void warn(String problem) {
    if (!isWarned) {
      console.note("%s: %s; the job itself is not affected", job, problem);
      isWarned = true;
    }
  }
}

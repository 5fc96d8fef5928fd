package dev.catchment.pipelines;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.catchment.pipelines.report.Run;
import dev.catchment.write.Publication;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/** Runs tasks: prepares the output, runs the steps, finishes, publishes, reports. */
final class TaskRun {
  private final String name;
  private final PipelineOptions options;
  private final RunnerSupport runner;
  private final Instant start;
  private final Console console;

  TaskRun(
      String name, PipelineOptions options, RunnerSupport runner, Instant start, Console console) {
    this.name = name;
    this.options = options;
    this.runner = runner;
    this.start = start;
    this.console = console;
  }

  ExitStatus of(Task task) {
    Optional<String> nothingToDo = task.nothingToDo();
    if (nothingToDo.isPresent()) {
      StagedOutput.tidy(task.outputs(), this::note);
      console.result("%s", nothingToDo.get());
      return ExitStatus.DONE;
    }
    if (task.local().isPresent()) {
      return local(task, task.local().get());
    }
    Places.checkSeen(task, runner, options);
    Places.checkApart(task);
    checkCluster();
    if (runner.isDetached(options)) {
      submit(task);
      return ExitStatus.DONE;
    }
    StagedOutput.write(name, task.outputs(), this::note, output -> run(task, output));
    return task.report(console);
  }

  private void note(String done) {
    console.note("%s: %s", name, done);
  }

  private void run(Task task, Publication output) {
    Pipeline pipeline = Pipeline.create(options);
    task.build(pipeline, output::staging);
    checkRunner(name, runner, pipeline);
    task.prepare(console);
    PipelineRun.toTheEnd(name, pipeline, task.amount(), console);
    finish(task, output);
  }

  /** Does the work here; an interruption ends it early, and what was done is published. */
  private ExitStatus local(Task task, LocalWork work) {
    CountDownLatch ended = new CountDownLatch(1);
    Interruption.Undo stop =
        () -> {
          work.stop();
          Uninterruptibles.awaitUninterruptibly(ended);
          return null;
        };
    try {
      StagedOutput.write(
          name,
          task.outputs(),
          this::note,
          output -> {
            Interruption.PROCESS.guard(stop);
            task.prepare(console);
            ProgressReport progress =
                ProgressReport.start(
                    console, start, seconds -> name + ": " + work.progress(seconds));
            try {
              work.run(output::staging, console);
            } finally {
              progress.close();
            }
            finish(task, output);
          });
      return task.report(console);
    } finally {
      Interruption.PROCESS.done(stop);
      ended.countDown();
    }
  }

  private void finish(Task task, Publication output) {
    task.finish()
        .write(
            output::staging,
            new Run(Version.TEXT, "", start, console.secondsSince(start), console.commandLine()));
  }

  /** Hands the task over to the runner, with a last step that finishes and publishes it. */
  private void submit(Task task) {
    Publication output = StagedOutput.prepare(task.outputs(), this::note);
    try {
      Pipeline pipeline = Pipeline.create(options);
      task.build(pipeline, output::staging)
          .apply("Finish", FinishOutput.of(output, task.finish(), start, console.commandLine()));
      checkRunner(name, runner, pipeline);
      task.prepare(console);
      pipeline.run();
    } catch (RuntimeException | Error failure) {
      StagedOutput.discard(output, failure);
      throw failure;
    }
    console.result("%s is submitted; it publishes its results itself", name);
  }

  private void checkCluster() {
    List<String> complaints = runner.complaints(options);
    if (!complaints.isEmpty()) {
      throw new UsageException(String.join(System.lineSeparator(), complaints));
    }
  }

  /** Refuses what the runner cannot do. */
  static void checkRunner(String name, RunnerSupport runner, Pipeline pipeline) {
    List<String> refusals = runner.refusals(pipeline);
    if (!refusals.isEmpty()) {
      throw new UsageException(
          "%s cannot run on %s: %s".formatted(name, runner.name(), String.join("; ", refusals)));
    }
  }
}

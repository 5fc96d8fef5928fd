package dev.catchment.pipelines;

import java.io.IOException;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;

/**
 * Runs a pipeline to its end, says on the way how far it is and at the end what each step did, and
 * cancels it when the process is interrupted.
 */
public final class PipelineRun {
  private final String name;
  private final Pipeline pipeline;
  private final RunnerSupport runner;
  private final Amount amount;
  private final Console console;
  private final StepCounts counts;
  private volatile PipelineResult result;
  private volatile Supplier<String> live;

  PipelineRun(
      String name, Pipeline pipeline, RunnerSupport runner, Amount amount, Console console) {
    this.name = name;
    this.pipeline = pipeline;
    this.runner = runner;
    this.amount = amount;
    this.console = console;
    this.counts = StepCounts.of(pipeline);
  }

  /**
   * Runs a pipeline; throws {@link JobFailedException} when it does not end well.
   *
   * @param name the job's name
   * @param amount what it has to do
   */
  public static void toTheEnd(String name, Pipeline pipeline, Amount amount, Console console) {
    RunnerSupport runner = RunnerSupport.of(pipeline.getOptions());
    new PipelineRun(name, pipeline, runner, amount, console).toTheEnd(Interruption.PROCESS);
  }

  /** Runs to the end unless it is interrupted. */
  void toTheEnd(Interruption interruption) {
    run(
        interruption,
        () -> {
          cancel();
          return null;
        });
  }

  /**
   * Runs until it is stopped, which is an interruption, or until its input ends.
   *
   * @param how says in the progress line how the job does, beyond its counts; or nothing
   * @return what was counted by the end of the input
   */
  SortedMap<String, Long> untilStopped(Interruption interruption, Supplier<String> how) {
    live = how;
    run(interruption, this::stop);
    return counts.now(result);
  }

  private void run(Interruption interruption, Supplier<String> ending) {
    PipelineResult.State state;
    try (ProgressReport report = ProgressReport.start(console, console.now(), this::progress)) {
      Interruption.Undo undo =
          () -> {
            report.end();
            return ending.get();
          };
      interruption.guard(undo);
      try {
        result = pipeline.run();
        state = result.waitUntilFinish();
      } catch (RuntimeException e) {
        throw JobFailedException.because(e);
      } finally {
        interruption.done(undo);
      }
    }
    if (state != PipelineResult.State.DONE) {
      throw new JobFailedException("the pipeline ended in the state " + state, null);
    }
    showSteps();
  }

  /** A job that is done does not fail by a runner that has forgotten its counts. */
  private void showSteps() {
    try {
      StepTable.of(counts.byStep(result)).forEach(line -> console.note("%s", line));
    } catch (RuntimeException e) {
      console.note("%s: the runner does not tell what each step did: %s", name, e.getMessage());
    }
  }

  private String progress(double seconds) {
    if (live != null) {
      String how = live.get();
      String counted = ProgressText.of(amount, readings().counts(), this::state, seconds);
      return name + ": " + counted + (how.isEmpty() ? "" : ", " + how);
    }
    SortedMap<String, Long> now;
    try {
      now = counts.now(result);
    } catch (RuntimeException e) {
      // The runner is just changing its counters.
      now = counts.now(null);
    }
    return name + ": " + ProgressText.of(amount, now, this::state, seconds);
  }

  /** What is known of the running job at this moment, in this process and by the runner. */
  Readings readings() {
    Readings here = Readings.here().since(counts.before());
    try {
      return here.or(runner.readings(pipeline.getOptions(), result));
    } catch (RuntimeException e) {
      // The runner is just changing its counters.
      return here;
    }
  }

  private String state() {
    try {
      return runner
          .state(pipeline.getOptions())
          .orElseGet(
              () ->
                  result == null ? "starting" : result.getState().name().toLowerCase(Locale.ROOT));
    } catch (RuntimeException e) {
      // The cluster does not tell just now; the next line asks again.
      return "running";
    }
  }

  /** Stops the job so that another run can go on where it was, if the runner can do that. */
  private String stop() {
    String how = "";
    if (result == null) {
      try {
        how = runner.stop(pipeline.getOptions());
      } catch (RuntimeException failure) {
        how = "; " + failure.getMessage();
      }
    } else {
      cancel();
    }
    return name + " is stopped" + how;
  }

  /** A runner that gave a result cancels by it; one that did not may know the job nevertheless. */
  private void cancel() {
    try {
      if (result == null) {
        runner.cancel(pipeline.getOptions());
      } else {
        result.cancel();
      }
    } catch (IOException | RuntimeException e) {
      console.note("%s: the runner did not cancel the job: %s", name, e.getMessage());
    }
  }
}

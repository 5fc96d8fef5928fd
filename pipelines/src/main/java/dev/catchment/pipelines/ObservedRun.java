package dev.catchment.pipelines;

import dev.catchment.pipelines.observe.ObserveOptions;
import dev.catchment.pipelines.observe.RunObserver;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs a job, and tells those whom its options name how it began and how it ended. */
final class ObservedRun {
  private final String name;
  private final ObserveOptions options;
  private final RunnerSupport runner;
  private final Instant start;
  private final Console console;

  ObservedRun(
      String name, ObserveOptions options, RunnerSupport runner, Instant start, Console console) {
    this.name = name;
    this.options = options;
    this.runner = runner;
    this.start = start;
    this.console = console;
  }

  /**
   * Plans and does the work; a failure goes on to the caller.
   *
   * @throws UsageException also when an option of the observation cannot be used
   */
  ExitStatus of(Supplier<? extends PipelineWork> plan, Function<PipelineWork, ExitStatus> work) {
    if (!RunObserver.isWanted(options)) {
      return work.apply(plan.get());
    }
    RunObserver observer = RunObserver.of(name, options, runner, start, console);
    return observed(plan, work, observer, runner.isDetached(options), Interruption.PROCESS);
  }

  /** A job that goes on elsewhere has only begun when the work returns. */
  static ExitStatus observed(
      Supplier<? extends PipelineWork> plan,
      Function<PipelineWork, ExitStatus> work,
      RunObserver observer,
      boolean isDetached,
      Interruption interruption) {
    Interruption.Undo undo =
        () -> {
          observer.aborted();
          return null;
        };
    interruption.guard(undo);
    try {
      PipelineWork task = plan.get();
      observer.started(task);
      ExitStatus status = work.apply(task);
      if (!isDetached) {
        observer.ended(status);
      }
      return status;
    } catch (UsageException refused) {
      observer.failed(ExitStatus.USAGE, refused.getMessage());
      throw refused;
    } catch (RuntimeException | Error failure) {
      if (!interruption.isUnderWay()) {
        observer.failed(ExitStatus.FAILED, message(failure));
      }
      throw failure;
    } finally {
      interruption.done(undo);
    }
  }

  private static String message(Throwable failure) {
    return failure instanceof JobFailedException known
        ? known.getMessage()
        : JobFailedException.because(failure).getMessage();
  }
}

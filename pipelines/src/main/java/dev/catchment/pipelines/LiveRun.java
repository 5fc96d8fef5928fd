package dev.catchment.pipelines;

import dev.catchment.account.Reached;
import dev.catchment.pipelines.watch.LiveView;
import dev.catchment.pipelines.watch.WatchOptions;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/** Runs live tasks: until they are stopped, or until their input ends. */
final class LiveRun {
  private final String name;
  private final PipelineOptions options;
  private final RunnerSupport runner;
  private final Instant start;
  private final Console console;

  LiveRun(
      String name, PipelineOptions options, RunnerSupport runner, Instant start, Console console) {
    this.name = name;
    this.options = options;
    this.runner = runner;
    this.start = start;
    this.console = console;
  }

  ExitStatus of(LiveTask task) {
    Places.checkSeen(task, runner, options);
    checkWatched();
    List<String> complaints = runner.complaints(options);
    if (!complaints.isEmpty()) {
      throw new UsageException(String.join(System.lineSeparator(), complaints));
    }
    Pipeline pipeline = Pipeline.create(options);
    task.build(pipeline);
    TaskRun.checkRunner(name, runner, pipeline);
    runner.tune(pipeline);
    task.prepare(console);
    if (runner.isDetached(options)) {
      pipeline.run();
      console.result("%s is submitted; it goes on until it is stopped there", name);
      return ExitStatus.DONE;
    }
    SortedMap<String, Long> counts = run(task, pipeline);
    ExitStatus status = task.report(console, counts);
    console.result("%s is at the end of its input (%.1f s)", name, console.secondsSince(start));
    return status;
  }

  private SortedMap<String, Long> run(LiveTask task, Pipeline pipeline) {
    Reached.begin();
    PipelineRun run = new PipelineRun(name, pipeline, runner, Amount.ofStream(), console);
    LiveView.Subject subject =
        new LiveView.Subject(name, runner.name(), start, task.topics(), task.feeds());
    try (LiveView view =
        LiveView.start(subject, options.as(WatchOptions.class), run::readings, console)) {
      return run.untilStopped(Interruption.PROCESS, view::text);
    }
  }

  /** The options are of use where this program goes on as long as the job does. */
  private void checkWatched() {
    WatchOptions watch = options.as(WatchOptions.class);
    LiveView.check(watch);
    if (runner.isDetached(options)
        && (watch.getWatch() != null || watch.getMetricsPort() != null)) {
      throw new UsageException(
          "--watch and --metricsPort: on %s this program ends before the job does; leave them out, and look where the runner shows its jobs"
              .formatted(runner.name()));
    }
  }
}

package dev.catchment.pipelines;

import dev.catchment.pipelines.observe.ObserveOptions;
import java.time.Instant;

/**
 * A job that is one pipeline, and so a template that operators launch.
 *
 * @param <T> its options
 */
public interface PipelineJob<T extends ObserveOptions> extends Job<T> {
  /** What it leaves behind when it is done, as a sentence. */
  String writes();

  /** {@inheritDoc} The work is a {@link LiveTask} where the run is live, else a {@link Task}. */
  @Override
  PipelineWork plan(T options, Instant start);

  @Override
  default ExitStatus run(T options, Console console) {
    Instant start = console.now();
    RunnerSupport runner = RunnerSupport.of(options);
    return new ObservedRun(name(), options, runner, start, console)
        .of(
            () -> plan(options, start),
            work ->
                work instanceof LiveTask live
                    ? new LiveRun(name(), options, runner, start, console).of(live)
                    : new TaskRun(name(), options, runner, start, console).of((Task) work));
  }
}

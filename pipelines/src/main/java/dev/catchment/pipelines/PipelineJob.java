package dev.catchment.pipelines;

import java.time.Instant;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * A job that is one pipeline, and so a template that operators launch.
 *
 * @param <T> its options
 */
public interface PipelineJob<T extends PipelineOptions> extends Job<T> {
  /** What it leaves behind when it is done, as a sentence. */
  String writes();

  @Override
  Task plan(T options, Instant start);

  @Override
  default ExitStatus run(T options, Console console) {
    Instant start = console.now();
    return new TaskRun(name(), options, RunnerSupport.of(options), start, console)
        .of(plan(options, start));
  }
}

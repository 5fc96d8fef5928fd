package dev.catchment.pipelines;

import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * The option defaults of one runner; found by {@link java.util.ServiceLoader}, so that no job knows
 * a runner.
 */
public interface RunnerDefaults {
  /** Whether a job with these options runs on this runner. */
  boolean isFor(PipelineOptions options);

  /**
   * Sets what serves this runner best.
   *
   * @param options the job's options
   * @param given the names that the command line set, which stay as they are
   */
  void apply(PipelineOptions options, Set<String> given);
}

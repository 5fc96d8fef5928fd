package dev.catchment.pipelines;

import org.apache.beam.sdk.options.PipelineOptions;

/**
 * One thing that Catchment does, started by {@code catchment NAME --option=value …}.
 *
 * @param <T> its options
 */
public interface Job<T extends PipelineOptions> {
  /** The word that starts it. */
  String name();

  /** What it does, in one line. */
  String summary();

  /** Its options, each with a description. */
  Class<T> options();

  /**
   * Checks that it can start, runs to the end and writes its outputs.
   *
   * @return the exit status
   * @throws UsageException when it cannot start as it was asked to; nothing has been written then
   */
  ExitStatus run(T options, Console console);
}

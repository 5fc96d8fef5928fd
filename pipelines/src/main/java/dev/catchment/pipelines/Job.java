package dev.catchment.pipelines;

import java.time.Instant;
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

  /** Whether a run with these options is live: one that goes on until it is stopped. */
  default boolean isLive(T options) {
    return false;
  }

  /**
   * Checks that it can start as it was asked to; writes nothing.
   *
   * @param start the time that stands in its outputs as that of the run
   * @throws UsageException when it cannot
   */
  default Work plan(T options, Instant start) {
    throw new UsageException(name() + " has no options of its own to look at");
  }

  /**
   * Checks that it can start, runs to the end and writes its outputs.
   *
   * @return the exit status
   * @throws UsageException when it cannot start as it was asked to; nothing has been written then
   */
  ExitStatus run(T options, Console console);
}

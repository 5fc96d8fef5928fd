package dev.catchment.pipelines;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What there is to know of one runner; found by {@link ServiceLoader}, so that no job knows a
 * runner.
 */
public interface RunnerSupport {
  /** The support of the runner that a job's options name. */
  static RunnerSupport of(PipelineOptions options) {
    for (RunnerSupport support : ServiceLoader.load(RunnerSupport.class)) {
      if (support.isFor(options)) {
        return support;
      }
    }
    return new UnknownRunner(options.getRunner().getSimpleName());
  }

  /** The runner's name for people, such as {@code Flink}. */
  String name();

  /** Whether a job with these options runs on this runner. */
  boolean isFor(PipelineOptions options);

  /**
   * Sets what serves this runner best; nothing unless it says otherwise. The options of a live job
   * say that it is streaming.
   *
   * @param options the job's options
   * @param given the names that the command line set, which stay as they are
   */
  default void apply(PipelineOptions options, Set<String> given) {}

  /** Why the runner cannot run a pipeline, a sentence for each reason; empty when it can. */
  default List<String> refusals(Pipeline pipeline) {
    return List.of();
  }

  /**
   * Replaces steps of a live job by others that do the same and serve the runner better; none
   * unless it says otherwise.
   */
  default void tune(Pipeline pipeline) {}

  /** Where the job runs, in a word or by its address; empty when it runs in this process. */
  default Optional<String> cluster(PipelineOptions options) {
    return Optional.empty();
  }

  /**
   * What keeps a job with these options from being handed over: an address that is none, a cluster
   * that does not answer. Opens a connection at most, and closes it.
   */
  default List<String> complaints(PipelineOptions options) {
    return List.of();
  }

  /** Whether workers of a job with these options see the disk of the launching machine. */
  default boolean seesLocalDisk(PipelineOptions options) {
    return true;
  }

  /** Whether the launching program ends before the job does, which then has to finish itself. */
  default boolean isDetached(PipelineOptions options) {
    return false;
  }

  /**
   * What the runner knows of a running job while {@link Pipeline#run} has not returned yet, in a
   * few words such as {@code 3 of 12 tasks done}; empty where it knows nothing.
   */
  default Optional<String> state(PipelineOptions options) {
    return Optional.empty();
  }

  /**
   * What the runner knows of the counts of a running job; nothing unless it says so. Workers in
   * this process are asked elsewhere.
   *
   * @param result what {@link Pipeline#run} gave, or null as long as it has not returned
   */
  default Readings readings(PipelineOptions options, PipelineResult result) {
    return result == null ? Readings.NONE : Readings.of(result);
  }

  /**
   * Cancels a job while {@link Pipeline#run} has not returned yet, and waits until it has stopped.
   * There is nothing to do where the workers live in this process, as they end with it.
   */
  default void cancel(PipelineOptions options) {}

  /**
   * Stops a live job while {@link Pipeline#run} has not returned yet: as {@link #cancel}, and keeps
   * what another run needs to go on where this one was, if the runner can do that.
   *
   * @return how to go on, as the end of a sentence that begins with {@code ; }; or empty
   */
  default String stop(PipelineOptions options) {
    cancel(options);
    return "";
  }
}

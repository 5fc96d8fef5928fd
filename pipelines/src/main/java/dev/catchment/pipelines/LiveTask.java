package dev.catchment.pipelines;

import dev.catchment.pipelines.watch.Feed;
import dev.catchment.read.KafkaTopic;
import java.util.List;
import java.util.SortedMap;
import org.apache.beam.sdk.Pipeline;

/**
 * What a live job was asked to do. It goes on until it is stopped, or until all of its input is
 * read where that has an end; what it has written by then stays.
 */
public non-sealed interface LiveTask extends PipelineWork {
  /** It has destinations in the place of a directory that appears whole. */
  @Override
  default Outputs outputs() {
    return Outputs.NONE;
  }

  /** Adds the steps to a pipeline; nothing happens yet. */
  void build(Pipeline pipeline);

  /** The topics that it reads. */
  default List<KafkaTopic> topics() {
    return List.of();
  }

  /** The destinations whose messages the live page shows. */
  default List<Feed> feeds() {
    return List.of();
  }

  /**
   * Says what came out when the job has ended by itself.
   *
   * @param counts what was counted on the way, as {@link dev.catchment.account.Progress} has it:
   *     after a failure that the runner overcame, some of it twice
   */
  ExitStatus report(Console console, SortedMap<String, Long> counts);
}

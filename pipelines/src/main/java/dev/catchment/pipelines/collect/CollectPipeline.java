package dev.catchment.pipelines.collect;

import dev.catchment.account.Tallies;
import dev.catchment.pipelines.store.Days;
import dev.catchment.write.WriteEvents;
import dev.catchment.write.WriteRejected;
import dev.catchment.write.WriteTallies;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/** The steps of the collect job: the events of all sources are collected and written. */
final class CollectPipeline {
  private CollectPipeline() {}

  /** Where the parts of the output are staged. */
  record Outputs(String events, String rejected, String tallies) {}

  /**
   * Adds the steps to a pipeline.
   *
   * @param days the days whose events are kept, or empty for all
   * @param stored the files of the events that the store has and keeps
   */
  static PCollectionList<String> build(
      Pipeline pipeline,
      Sources sources,
      Optional<Days> days,
      List<String> stored,
      Outputs outputs) {
    PCollectionTuple collected =
        CollectEvents.of(sources).withDays(days).against(stored).addTo(pipeline);
    return PCollectionList.of(
            collected
                .get(CollectEvents.EVENTS)
                .apply(
                    "Write events",
                    WriteEvents.to(outputs.events()).withSchema(sources.plan().schema())))
        .and(
            collected
                .get(CollectEvents.REJECTED)
                .apply("Write rejected", WriteRejected.to(outputs.rejected())))
        .and(collected.get(Tallies.TAG).apply("Write tallies", WriteTallies.to(outputs.tallies())));
  }
}

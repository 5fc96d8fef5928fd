package dev.catchment.pipelines.collect;

import dev.catchment.account.CountElements;
import dev.catchment.account.Tallies;
import dev.catchment.model.Event;
import dev.catchment.pipelines.store.Days;
import dev.catchment.write.WriteEvents;
import dev.catchment.write.WriteRejected;
import dev.catchment.write.WriteTallies;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/** The steps of the collect job: the events of all sources are collected and written. */
final class CollectPipeline {
  /** The name of the counts of accepted events by channel and day. */
  static final String CHANNEL_DAYS = "channel";

  private CollectPipeline() {}

  /** Where the parts of the output are staged. */
  record Outputs(String events, String rejected, String tallies) {}

  static PCollectionList<String> build(
      Pipeline pipeline, Sources sources, Optional<Days> days, Outputs outputs) {
    PCollectionTuple collected =
        pipeline.apply("Collect", CollectEvents.of(sources).withDays(days));
    PCollection<Event> accepted = collected.get(CollectEvents.EVENTS);
    return PCollectionList.of(
            accepted.apply(
                "Write events",
                WriteEvents.to(outputs.events()).withSchema(sources.plan().schema())))
        .and(
            collected
                .get(CollectEvents.REJECTED)
                .apply("Write rejected", WriteRejected.to(outputs.rejected())))
        .and(
            PCollectionList.of(collected.get(Tallies.TAG))
                .and(
                    accepted.apply(
                        "Count channel days", CountElements.by(CollectPipeline::channelDay)))
                .apply("All tallies", Flatten.pCollections())
                .apply("Write tallies", WriteTallies.to(outputs.tallies())));
  }

  private static String channelDay(Event event) {
    LocalDate day = Instant.ofEpochMilli(event.timestamp()).atOffset(ZoneOffset.UTC).toLocalDate();
    return CHANNEL_DAYS + "/" + event.channel() + "/" + day;
  }
}

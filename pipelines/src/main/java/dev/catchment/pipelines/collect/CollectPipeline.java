package dev.catchment.pipelines.collect;

import dev.catchment.account.CountElements;
import dev.catchment.account.Tallies;
import dev.catchment.clean.DropDuplicates;
import dev.catchment.model.Event;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.pipelines.store.Days;
import dev.catchment.write.WriteEvents;
import dev.catchment.write.WriteRejected;
import dev.catchment.write.WriteTallies;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * The steps of the collect job: each source is read, protected and mapped; all sources together are
 * freed of duplicates and written.
 */
final class CollectPipeline {
  /** The name of the counts of accepted events by channel and day. */
  static final String CHANNEL_DAYS = "channel";

  private CollectPipeline() {}

  /** Where the parts of the output are staged. */
  record Outputs(String events, String rejected, String tallies) {}

  static PCollectionList<String> build(
      Pipeline pipeline,
      EventPlan plan,
      Map<String, List<String>> inputs,
      Topics topics,
      String keyFile,
      String region,
      Instant runTime,
      Optional<Days> days,
      Outputs outputs) {
    PCollectionList<Event> events = PCollectionList.empty(pipeline);
    PCollectionList<Rejected> rejected = PCollectionList.empty(pipeline);
    PCollectionList<KV<String, Long>> tallies = PCollectionList.empty(pipeline);
    for (SourcePlan source : plan.sources()) {
      String name = source.name();
      PCollectionTuple collected =
          pipeline.apply(
              "Collect " + name,
              new CollectSource(
                  source,
                  inputs.get(name),
                  topics.bySource().get(name),
                  RecordSteps.Plan.of(source, keyFile, region, runTime)));
      events = events.and(collected.get(CollectSource.EVENTS));
      rejected = rejected.and(collected.get(CollectSource.REJECTED));
      tallies = tallies.and(collected.get(Tallies.TAG));
    }
    PCollection<Event> wanted = events.apply("All sources", Flatten.pCollections());
    if (days.isPresent()) {
      PCollectionTuple kept =
          wanted.apply("Keep replaced days", KeepDays.of(days.get(), plan.schema()));
      wanted = kept.get(KeepDays.EVENTS);
      tallies = tallies.and(kept.get(Tallies.TAG));
    }
    PCollectionTuple unique = wanted.apply("Drop duplicates", DropDuplicates.of(plan.schema()));
    PCollection<Event> accepted = unique.get(DropDuplicates.EVENTS);
    return PCollectionList.of(
            accepted.apply(
                "Write events", WriteEvents.to(outputs.events()).withSchema(plan.schema())))
        .and(
            rejected
                .apply("All rejected", Flatten.pCollections())
                .apply("Write rejected", WriteRejected.to(outputs.rejected())))
        .and(
            tallies
                .and(unique.get(Tallies.TAG))
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

package dev.catchment.pipelines.collect;

import dev.catchment.account.CountElements;
import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.clean.DropDuplicates;
import dev.catchment.expect.MergeObservations;
import dev.catchment.expect.Observation;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.pipelines.store.Days;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Reads all sources into events and frees these of duplicates: each source is read, protected and
 * mapped on its own.
 */
public final class CollectEvents extends PTransform<PBegin, PCollectionTuple> {
  /** The events that are accepted. */
  public static final TupleTag<Event> EVENTS = new TupleTag<>("events") {};

  /** The records that could not be read or cannot become events. */
  public static final TupleTag<Rejected> REJECTED = new TupleTag<>("rejected") {};

  private static final long serialVersionUID = 1;

  private final transient Sources sources;
  private final transient Optional<Days> days;

  private CollectEvents(Sources sources, Optional<Days> days) {
    this.sources = sources;
    this.days = days;
  }

  /** The events of some sources. */
  public static CollectEvents of(Sources sources) {
    return new CollectEvents(sources, Optional.empty());
  }

  /** Keeps events of some days alone. */
  CollectEvents withDays(Optional<Days> kept) {
    return new CollectEvents(sources, kept);
  }

  @Override
  public PCollectionTuple expand(PBegin input) {
    PCollectionList<Event> unchecked = PCollectionList.empty(input.getPipeline());
    PCollectionList<Event> kept = PCollectionList.empty(input.getPipeline());
    PCollectionList<Rejected> rejected = PCollectionList.empty(input.getPipeline());
    PCollectionList<KV<String, Long>> tallies = PCollectionList.empty(input.getPipeline());
    PCollectionList<KV<String, Observation>> observed = PCollectionList.empty(input.getPipeline());
    for (SourcePlan source : sources.plan().sources()) {
      String name = source.name();
      PCollectionTuple collected =
          input.apply(
              "Collect " + name,
              new CollectSource(
                  source,
                  sources.inputs().getOrDefault(name, List.of()),
                  sources.steps(source),
                  sources.expectations().lookingAt(name)));
      PCollection<Event> events = collected.get(CollectSource.EVENTS);
      tallies = tallies.and(collected.get(Tallies.TAG));
      if (days.isPresent()) {
        PCollectionTuple inDays =
            events.apply(
                "Keep replaced days of " + name, KeepDays.of(days.get(), sources.plan().schema()));
        events = inDays.get(KeepDays.EVENTS);
        tallies = tallies.and(inDays.get(Tallies.TAG));
      }
      if (source.keepsDuplicates()) {
        kept = kept.and(events);
        tallies =
            tallies.and(
                events.apply(
                    "Count " + name,
                    CountElements.by(
                        event -> Outcome.ACCEPTED.summaryName() + "/" + event.source())));
      } else {
        unchecked = unchecked.and(events);
      }
      rejected = rejected.and(collected.get(CollectSource.REJECTED));
      if (collected.has(CollectSource.OBSERVED)) {
        observed = observed.and(collected.get(CollectSource.OBSERVED));
      }
    }
    if (unchecked.size() > 0) {
      PCollectionTuple unique =
          unchecked
              .apply("All sources", Flatten.pCollections())
              .apply("Drop duplicates", DropDuplicates.of(sources.plan().schema()));
      kept = kept.and(unique.get(DropDuplicates.EVENTS));
      tallies = tallies.and(unique.get(Tallies.TAG));
    }
    if (!sources.expectations().isEmpty()) {
      tallies =
          tallies.and(
              observed
                  .apply("All observations", Flatten.pCollections())
                  .apply("Measure expectations", MergeObservations.create())
                  .apply("Tally expectations", new ExpectationTallies()));
    }
    return PCollectionTuple.of(
            EVENTS,
            kept.apply("Accepted", Flatten.pCollections())
                .setCoder(EventCoder.of(sources.plan().schema())))
        .and(REJECTED, rejected.apply("All rejected", Flatten.pCollections()))
        .and(Tallies.TAG, tallies.apply("All counts", Flatten.pCollections()));
  }
}

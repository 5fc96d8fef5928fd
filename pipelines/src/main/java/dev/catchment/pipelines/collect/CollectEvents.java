package dev.catchment.pipelines.collect;

import dev.catchment.account.Tallies;
import dev.catchment.clean.DropDuplicates;
import dev.catchment.expect.MergeObservations;
import dev.catchment.expect.Observation;
import dev.catchment.model.EventBlock;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.pipelines.store.Days;
import dev.catchment.read.ReadMessageKeys;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Reads all sources into events and frees these of duplicates: each source is read, protected and
 * mapped on its own. Adds its steps to a pipeline one by one, since the table of what each step did
 * shows those that stand outermost.
 */
public final class CollectEvents {
  /** The events that are accepted. */
  public static final TupleTag<EventBlock> EVENTS = new TupleTag<>("events") {};

  /** The records that could not be read or cannot become events. */
  public static final TupleTag<Rejected> REJECTED = new TupleTag<>("rejected") {};

  private final Sources sources;
  private final Optional<Days> days;
  private final List<String> stored;

  private CollectEvents(Sources sources, Optional<Days> days, List<String> stored) {
    this.sources = sources;
    this.days = days;
    this.stored = stored;
  }

  /** The events of some sources. */
  public static CollectEvents of(Sources sources) {
    return new CollectEvents(sources, Optional.empty(), List.of());
  }

  /** Keeps events of some days alone. */
  CollectEvents withDays(Optional<Days> kept) {
    return new CollectEvents(sources, kept, stored);
  }

  /** Takes events for duplicates whose messages are in files of a store. */
  CollectEvents against(List<String> files) {
    return new CollectEvents(sources, days, List.copyOf(files));
  }

  /** Adds the steps; the outputs are {@link #EVENTS}, {@link #REJECTED} and {@link Tallies#TAG}. */
  public PCollectionTuple addTo(Pipeline pipeline) {
    PCollectionList<KV<Integer, byte[]>> events = PCollectionList.empty(pipeline);
    PCollectionList<Rejected> rejected = PCollectionList.empty(pipeline);
    PCollectionList<KV<String, Long>> tallies = PCollectionList.empty(pipeline);
    PCollectionList<KV<String, Observation>> observed = PCollectionList.empty(pipeline);
    for (SourcePlan source : sources.plan().sources()) {
      String name = source.name();
      PCollectionTuple collected =
          pipeline.apply(
              "Collect " + name,
              new CollectSource(
                  source,
                  sources.inputs().getOrDefault(name, List.of()),
                  sources.topics().bySource().get(name),
                  sources.steps(source),
                  sources.expectations().lookingAt(name),
                  days.orElse(null)));
      events = events.and(collected.get(CollectSource.EVENTS));
      tallies = tallies.and(collected.get(Tallies.TAG));
      rejected = rejected.and(collected.get(CollectSource.REJECTED));
      if (collected.has(CollectSource.OBSERVED)) {
        observed = observed.and(collected.get(CollectSource.OBSERVED));
      }
    }
    PCollectionTuple unique =
        events
            .apply("All sources", Flatten.pCollections())
            .apply("Drop duplicates", dropDuplicates(pipeline));
    tallies = tallies.and(unique.get(Tallies.TAG));
    if (!sources.expectations().isEmpty()) {
      tallies =
          tallies.and(
              observed
                  .apply("All observations", Flatten.pCollections())
                  .apply("Measure expectations", MergeObservations.create())
                  .apply("Tally expectations", new ExpectationTallies()));
    }
    return PCollectionTuple.of(EVENTS, unique.get(DropDuplicates.EVENTS))
        .and(REJECTED, rejected.apply("All rejected", Flatten.pCollections()))
        .and(Tallies.TAG, tallies.apply("All counts", Flatten.pCollections()));
  }

  private DropDuplicates dropDuplicates(Pipeline pipeline) {
    DropDuplicates drop =
        DropDuplicates.create()
            .keeping(
                sources.plan().sources().stream()
                    .filter(SourcePlan::keepsDuplicates)
                    .map(SourcePlan::name)
                    .collect(Collectors.toSet()));
    return stored.isEmpty()
        ? drop
        : drop.against(pipeline.apply("Stored messages", ReadMessageKeys.of(stored)));
  }
}

package dev.catchment.pipelines.stream;

import dev.catchment.account.Tallies;
import dev.catchment.clean.DropRepeats;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.collect.Sources;
import dev.catchment.pipelines.plan.SourcePlan;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;

/**
 * Reads all sources as a stream of events, cleaned, protected and mapped by the very steps of the
 * collect job: topics as their messages come, files to their end.
 *
 * <p>The events are in the global window; the timestamp of each is its event time. Repeats are
 * dropped within the horizon of their source, unless it keeps duplicates.
 */
public final class EventStream {
  /** The events that are accepted. */
  public static final TupleTag<Event> EVENTS = new TupleTag<>("events") {};

  /** The events before repeats are dropped; there only where something is expected of them. */
  public static final TupleTag<Event> REPEATED = new TupleTag<>("repeated") {};

  /** The records that could not be read or cannot become events. */
  public static final TupleTag<Rejected> REJECTED = new TupleTag<>("rejected") {};

  private final Sources sources;

  private EventStream(Sources sources) {
    this.sources = sources;
  }

  /** The events of some sources, of which none is a table of a database. */
  public static EventStream of(Sources sources) {
    return new EventStream(sources);
  }

  /**
   * Adds the steps; the outputs are {@link #EVENTS}, {@link #REJECTED}, {@link Tallies#TAG} and
   * {@link #REPEATED}.
   */
  public PCollectionTuple addTo(Pipeline pipeline) {
    PCollectionList<Event> events = PCollectionList.empty(pipeline);
    PCollectionList<Event> repeated = PCollectionList.empty(pipeline);
    PCollectionList<Rejected> rejected = PCollectionList.empty(pipeline);
    PCollectionList<KV<String, Long>> tallies = PCollectionList.empty(pipeline);
    for (SourcePlan source : sources.plan().sources()) {
      PCollectionTuple read =
          pipeline.apply("Read " + source.name(), StreamSource.of(source, sources));
      repeated = repeated.and(read.get(EVENTS));
      rejected = rejected.and(read.get(REJECTED));
      tallies = tallies.and(read.get(Tallies.TAG));
      if (source.keepsDuplicates()) {
        events = events.and(read.get(EVENTS));
      } else {
        PCollectionTuple unique =
            read.get(EVENTS)
                .apply(
                    "Drop repeats of " + source.name(),
                    DropRepeats.within(
                        Duration.millis(source.stream().horizon().toMillis()),
                        sources.plan().schema()));
        events = events.and(unique.get(DropRepeats.EVENTS));
        tallies = tallies.and(unique.get(Tallies.TAG));
      }
    }
    EventCoder coder = EventCoder.of(sources.plan().schema());
    PCollectionTuple all =
        PCollectionTuple.of(
                EVENTS, events.apply("All events", Flatten.pCollections()).setCoder(coder))
            .and(REJECTED, rejected.apply("All rejected", Flatten.pCollections()))
            .and(Tallies.TAG, tallies.apply("All counts", Flatten.pCollections()));
    return sources.expectations().isEmpty()
        ? all
        : all.and(
            REPEATED,
            repeated.apply("All repeated events", Flatten.pCollections()).setCoder(coder));
  }
}

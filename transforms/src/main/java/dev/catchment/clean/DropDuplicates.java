package dev.catchment.clean;

import com.google.common.primitives.UnsignedBytes;
import dev.catchment.account.CountElements;
import dev.catchment.account.Outcome;
import dev.catchment.account.Tallies;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Schema;
import dev.catchment.model.Wire;
import dev.catchment.shuffle.ShardedCombine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Keeps one of the events that have the same source and message id, and counts the others.
 *
 * <p>The one with the earliest event time is kept; among equals in time the one whose encoded bytes
 * come first, so that the result does not depend on the order of arrival. Memory: the events of one
 * shard of {@link ShardedCombine}.
 */
public final class DropDuplicates extends PTransform<PCollection<Event>, PCollectionTuple> {
  /** One event per source and message id. */
  public static final TupleTag<Event> EVENTS = new TupleTag<>("events") {};

  private static final long serialVersionUID = 1;

  private final Schema schema;
  private final Set<String> kept;

  private DropDuplicates(Schema schema, Set<String> kept) {
    this.schema = schema;
    this.kept = Set.copyOf(kept);
  }

  /** Drops duplicates among events whose values have a schema. */
  public static DropDuplicates of(Schema schema) {
    return new DropDuplicates(schema, Set.of());
  }

  /** The sources whose events are all accepted, whatever their message ids. */
  public DropDuplicates keeping(Set<String> sources) {
    return new DropDuplicates(schema, sources);
  }

  @Override
  public PCollectionTuple expand(PCollection<Event> events) {
    if (kept.isEmpty()) {
      return drop(events);
    }
    Set<String> sources = kept;
    PCollection<Event> free =
        events.apply("Kept", Filter.by(event -> sources.contains(event.source())));
    PCollectionTuple others =
        drop(events.apply("Others", Filter.by(event -> !sources.contains(event.source()))));
    return PCollectionTuple.of(
            EVENTS,
            PCollectionList.of(free)
                .and(others.get(EVENTS))
                .apply("Events", Flatten.pCollections()))
        .and(
            Tallies.TAG,
            PCollectionList.of(
                    free.apply(
                        "CountKept",
                        CountElements.by(
                            event -> Outcome.ACCEPTED.summaryName() + "/" + event.source())))
                .and(others.get(Tallies.TAG))
                .apply("Tallies", Flatten.pCollections()));
  }

  private PCollectionTuple drop(PCollection<Event> events) {
    PCollectionTuple outputs =
        events
            .apply(
                "ByMessageId",
                WithKeys.of((Event event) -> event.source() + "\n" + event.messageId())
                    .withKeyType(TypeDescriptors.strings()))
            .apply("KeepFirst", ShardedCombine.perKey(new KeepFirst(EventCoder.of(schema))))
            .apply(
                "CountCopies",
                ParDo.of(new CountCopies()).withOutputTags(EVENTS, TupleTagList.of(Tallies.TAG)));
    outputs.get(EVENTS).setCoder(EventCoder.of(schema));
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  /** The event to keep of those seen, and how many were seen. */
  record Kept(Event event, long copies) {}

  /** Keeps the first event; the accumulator is null-free but for the event of the empty one. */
  static final class KeepFirst extends CombineFn<Event, Kept, Kept> {
    private static final long serialVersionUID = 1;
    private static final Kept NONE = new Kept(null, 0);

    private final EventCoder coder;

    KeepFirst(EventCoder coder) {
      this.coder = coder;
    }

    @Override
    public Kept createAccumulator() {
      return NONE;
    }

    @Override
    public Kept addInput(Kept kept, Event event) {
      return merge(kept, new Kept(event, 1));
    }

    @Override
    public Kept mergeAccumulators(Iterable<Kept> accumulators) {
      Kept merged = NONE;
      for (Kept kept : accumulators) {
        merged = merge(merged, kept);
      }
      return merged;
    }

    @Override
    public Kept extractOutput(Kept kept) {
      return kept;
    }

    private Kept merge(Kept left, Kept right) {
      if (left.event() == null || right.event() == null) {
        return left.event() == null ? right : left;
      }
      long copies = left.copies() + right.copies();
      return new Kept(isFirst(left.event(), right.event()) ? left.event() : right.event(), copies);
    }

    private boolean isFirst(Event left, Event right) {
      if (left.timestamp() != right.timestamp()) {
        return left.timestamp() < right.timestamp();
      }
      return UnsignedBytes.lexicographicalComparator().compare(bytes(left), bytes(right)) <= 0;
    }

    private byte[] bytes(Event event) {
      try {
        return CoderUtils.encodeToByteArray(coder, event);
      } catch (CoderException e) {
        throw new IllegalStateException("an event cannot be encoded", e);
      }
    }

    @Override
    public Coder<Kept> getAccumulatorCoder(CoderRegistry registry, Coder<Event> input) {
      return new KeptCoder(coder);
    }

    @Override
    public Coder<Kept> getDefaultOutputCoder(CoderRegistry registry, Coder<Event> input) {
      return new KeptCoder(coder);
    }
  }

  /** The number of copies, then the event unless there were none. */
  static final class KeptCoder extends CustomCoder<Kept> {
    private static final long serialVersionUID = 1;

    private final EventCoder events;

    KeptCoder(EventCoder events) {
      this.events = events;
    }

    @Override
    public void encode(Kept kept, OutputStream out) throws IOException {
      Wire.writeVarint(kept.copies(), out);
      if (kept.copies() > 0) {
        events.encode(kept.event(), out);
      }
    }

    @Override
    public Kept decode(InputStream in) throws IOException {
      long copies = Wire.readVarint(in);
      return copies == 0 ? KeepFirst.NONE : new Kept(events.decode(in), copies);
    }

    @Override
    public void verifyDeterministic() {}

    @Override
    public boolean consistentWithEquals() {
      return true;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof KeptCoder that && events.equals(that.events);
    }

    @Override
    public int hashCode() {
      return events.hashCode();
    }
  }

  private static final class CountCopies extends DoFn<KV<String, Kept>, Event> {
    private static final long serialVersionUID = 1;

    private transient Tallies tallies;

    @StartBundle
    public void startBundle() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void count(@Element KV<String, Kept> message, OutputReceiver<Event> out) {
      Kept kept = message.getValue();
      tallies.add(Outcome.ACCEPTED, kept.event().source(), 1);
      if (kept.copies() > 1) {
        tallies.add(Outcome.DUPLICATE, kept.event().source(), kept.copies() - 1);
      }
      out.output(kept.event());
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}

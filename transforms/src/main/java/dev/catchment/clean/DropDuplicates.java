package dev.catchment.clean;

import dev.catchment.account.Tallies;
import dev.catchment.model.EventBlock;
import dev.catchment.model.EventBlockCoder;
import dev.catchment.model.PackedBytes;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Keeps one of the events that have the same source and message id, and counts the others; hands on
 * what is kept as blocks of encoded events by day and file.
 *
 * <p>The one with the earliest event time is kept; among equals in time the one whose encoded bytes
 * come first, so that the result does not depend on the order of arrival. Events come as the blocks
 * of {@link PackEvents} and are never decoded. Messages are compared by a {@link
 * dev.catchment.model.MessageKey}, which says how sure that is.
 *
 * <p>The counts are those of accepted events and of duplicates by source, and of accepted events by
 * channel and day, such as {@code channel/web/2026-01-31}. Memory of a worker: one of 128 shards of
 * the encoded events, twice. The input must be bounded and in the global window.
 */
public final class DropDuplicates
    extends PTransform<PCollection<KV<Integer, byte[]>>, PCollectionTuple> {
  /** The events that are kept. */
  public static final TupleTag<EventBlock> EVENTS = new TupleTag<>("events") {};

  /** The name of the counts of accepted events by channel and day. */
  public static final String CHANNEL_DAYS = "channel";

  private static final long serialVersionUID = 1;
  private static final TupleTag<byte[]> BLOCKS = new TupleTag<>("blocks") {};
  private static final TupleTag<byte[]> STORED = new TupleTag<>("stored") {};

  private final Set<String> kept;
  private final transient PCollection<KV<Integer, byte[]>> stored;

  private DropDuplicates(Set<String> kept, PCollection<KV<Integer, byte[]>> stored) {
    this.kept = Set.copyOf(kept);
    this.stored = stored;
  }

  /** Drops duplicates among the events of {@link PackEvents}. */
  public static DropDuplicates create() {
    return new DropDuplicates(Set.of(), null);
  }

  /** The sources whose events are all kept, whatever their message ids. */
  public DropDuplicates keeping(Set<String> sources) {
    return new DropDuplicates(sources, stored);
  }

  /**
   * The messages that there are already, an event of which is a duplicate, whatever its time.
   *
   * @param messages blocks of keys by shard, as {@code ReadMessageKeys} gives them
   */
  public DropDuplicates against(PCollection<KV<Integer, byte[]>> messages) {
    return new DropDuplicates(kept, messages);
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Integer, byte[]>> events) {
    KeyedPCollectionTuple<Integer> shards = KeyedPCollectionTuple.of(BLOCKS, events);
    PCollectionTuple outputs =
        (stored == null ? shards : shards.and(STORED, stored))
            .apply("Group", CoGroupByKey.create())
            .apply(
                "Keep first",
                ParDo.of(new KeepFn(kept, stored != null))
                    .withOutputTags(EVENTS, TupleTagList.of(Tallies.TAG)));
    outputs.get(EVENTS).setCoder(EventBlockCoder.of());
    outputs.get(Tallies.TAG).setCoder(Tallies.CODER);
    return outputs;
  }

  private static final class KeepFn extends DoFn<KV<Integer, CoGbkResult>, EventBlock> {
    private static final long serialVersionUID = 1;

    private final Set<String> kept;
    private final boolean hasStored;
    private transient Tallies tallies;

    KeepFn(Set<String> kept, boolean hasStored) {
      this.kept = kept;
      this.hasStored = hasStored;
    }

    @StartBundle
    public void startBundle() {
      tallies = new Tallies();
    }

    @ProcessElement
    public void keep(@Element KV<Integer, CoGbkResult> shard, OutputReceiver<EventBlock> out) {
      ShardMessages messages = new ShardMessages(kept, ShardMessages.FILE_BYTES);
      if (hasStored) {
        shard.getValue().getAll(STORED).forEach(messages::addStored);
      }
      for (byte[] block : shard.getValue().getAll(BLOCKS)) {
        messages.addEvents(PackedBytes.unpack(block), tallies);
      }
      messages.finish(shard.getKey(), tallies, out::output);
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      tallies.flush(context);
    }
  }
}

package dev.catchment.clean;

import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.EventShards;
import dev.catchment.model.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Packs events into blocks of encoded ones by the shard of their message, see {@link EventShards}.
 *
 * <p>A step that makes events itself gathers them by {@code EventShards} and saves this one.
 */
public final class PackEvents
    extends PTransform<PCollection<Event>, PCollection<KV<Integer, byte[]>>> {
  private static final long serialVersionUID = 1;

  private final Schema schema;

  private PackEvents(Schema schema) {
    this.schema = schema;
  }

  /** Packs events whose values have a schema. */
  public static PackEvents of(Schema schema) {
    return new PackEvents(schema);
  }

  @Override
  public PCollection<KV<Integer, byte[]>> expand(PCollection<Event> events) {
    return events
        .apply("Pack", ParDo.of(new PackFn(EventCoder.of(schema))))
        .setCoder(EventShards.BLOCK_CODER);
  }

  private static final class PackFn extends DoFn<Event, KV<Integer, byte[]>> {
    private static final long serialVersionUID = 1;

    private final EventCoder coder;
    private transient EventShards shards;

    PackFn(EventCoder coder) {
      this.coder = coder;
    }

    @StartBundle
    public void startBundle() {
      shards = new EventShards(coder);
    }

    @ProcessElement
    public void pack(@Element Event event, OutputReceiver<KV<Integer, byte[]>> out) {
      shards.add(event, (shard, block) -> out.output(KV.of(shard, block)));
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      shards.flush(
          (shard, block) ->
              context.output(
                  KV.of(shard, block),
                  GlobalWindow.INSTANCE.maxTimestamp(),
                  GlobalWindow.INSTANCE));
      shards = null;
    }
  }
}

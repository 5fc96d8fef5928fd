package dev.catchment.shuffle;

import dev.catchment.shuffle.BlockPlan.Combining;
import dev.catchment.shuffle.KeyedAccumulators.Slot;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Groups the blocks of {@link KeyedBlocks} by shard and merges those of a window and shard to one
 * result per key, in no defined order, at the ends of the windows.
 *
 * <p>Memory: the accumulators of all keys of one window and shard.
 */
public final class MergeBlocks<K, InputT, OutputT>
    extends PTransform<PCollection<KV<Integer, byte[]>>, PCollection<KV<K, OutputT>>> {
  private static final long serialVersionUID = 1;

  private final BlockPlan<K, InputT, OutputT> plan;

  private MergeBlocks(BlockPlan<K, InputT, OutputT> plan) {
    this.plan = plan;
  }

  /** Merges blocks that a plan made. */
  public static <K, InputT, OutputT> MergeBlocks<K, InputT, OutputT> by(
      BlockPlan<K, InputT, OutputT> plan) {
    return new MergeBlocks<>(plan);
  }

  @Override
  public PCollection<KV<K, OutputT>> expand(PCollection<KV<Integer, byte[]>> blocks) {
    PCollection<KV<K, OutputT>> merged =
        blocks
            .apply("GroupByShard", GroupByKey.create())
            .apply("MergeShard", ParDo.of(new MergeShard<>(plan.combining())));
    plan.outputCoder().ifPresent(merged::setCoder);
    return merged;
  }

  private static final class MergeShard<K, InputT, AccumT, OutputT>
      extends DoFn<KV<Integer, Iterable<byte[]>>, KV<K, OutputT>> {
    private static final long serialVersionUID = 1;

    private final Combining<K, InputT, AccumT, OutputT> combining;

    MergeShard(Combining<K, InputT, AccumT, OutputT> combining) {
      this.combining = combining;
    }

    @ProcessElement
    public void processElement(
        @Element KV<Integer, Iterable<byte[]>> shard, OutputReceiver<KV<K, OutputT>> output)
        throws IOException {
      KeyedAccumulators<K, InputT, AccumT> merged =
          new KeyedAccumulators<>(combining.fn(), combining.keyCoder());
      for (byte[] block : shard.getValue()) {
        AccumulatorBlock.read(block, combining, merged::merge);
      }
      for (Slot<K, AccumT> slot : merged.slots()) {
        output.output(KV.of(slot.key(), combining.fn().extractOutput(slot.accumulator())));
      }
    }
  }
}

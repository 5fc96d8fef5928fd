package dev.catchment.shuffle;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;

/**
 * Combines the values of each key, as {@link Combine#perKey} does and with the same result, but at
 * a cost that does not depend on the number of keys.
 *
 * <p>A hash map per bundle holds an accumulator per window and key. It leaves as one block of
 * encoded bytes per window and shard, a shard being the hash of the key's encoded bytes modulo the
 * number of shards; the blocks are grouped by shard, merged in a hash map per window and shard, and
 * extracted. So the runner only ever groups {@code shards} keys, and where it copies what it
 * groups, as the Direct runner does for every bundle, it copies bytes. The order of the output is
 * not defined; its timestamps are the ends of the windows.
 *
 * <p>Memory: a bundle holds at most {@code bundleKeys} accumulators (default {@value
 * #DEFAULT_BUNDLE_KEYS}) before it flushes them; the merge of a shard holds the accumulators of all
 * keys of one window that fall into it, about {@code keys / shards} of them, so raise the shards
 * (default {@value #DEFAULT_SHARDS}) with the number of keys.
 *
 * <p>Unbounded input, merging windows (sessions), a trigger other than the default one, and a
 * timestamp combiner other than the end of the window are left to the ordinary {@code
 * Combine.perKey}.
 *
 * <p>The key's coder must be deterministic. A key that is its own structural value needs {@code
 * equals} and {@code hashCode}; any other, such as {@code byte[]}, is compared by its bytes.
 */
public final class ShardedCombine<K, InputT, OutputT>
    extends PTransform<PCollection<KV<K, InputT>>, PCollection<KV<K, OutputT>>> {
  private static final long serialVersionUID = 1;

  /** The number of shards unless {@link #withShards} gives another. */
  public static final int DEFAULT_SHARDS = 16;

  /** The number of keys in the map of a bundle unless {@link #withBundleKeys} gives another. */
  public static final int DEFAULT_BUNDLE_KEYS = 100_000;

  private final CombineFn<InputT, ?, OutputT> fn;
  private final int shards;
  private final int bundleKeys;

  private ShardedCombine(CombineFn<InputT, ?, OutputT> fn, int shards, int bundleKeys) {
    this.fn = fn;
    this.shards = shards;
    this.bundleKeys = bundleKeys;
  }

  /** Combines the values of each key and window with the given function. */
  public static <K, InputT, OutputT> ShardedCombine<K, InputT, OutputT> perKey(
      CombineFn<InputT, ?, OutputT> fn) {
    return new ShardedCombine<>(checkNotNull(fn, "fn"), DEFAULT_SHARDS, DEFAULT_BUNDLE_KEYS);
  }

  /** With the number of groups that keys are spread over, at least 1. */
  public ShardedCombine<K, InputT, OutputT> withShards(int number) {
    checkArgument(number >= 1, "shards is %s, must be at least 1", number);
    return new ShardedCombine<>(fn, number, bundleKeys);
  }

  /** With the number of windows' keys that a bundle holds before it flushes them, at least 1. */
  public ShardedCombine<K, InputT, OutputT> withBundleKeys(int number) {
    checkArgument(number >= 1, "bundleKeys is %s, must be at least 1", number);
    return new ShardedCombine<>(fn, shards, number);
  }

  @Override
  public PCollection<KV<K, OutputT>> expand(PCollection<KV<K, InputT>> input) {
    return isShardable(input)
        ? combineInShards(input)
        : input.apply("CombinePerKey", Combine.perKey(fn));
  }

  private static boolean isShardable(PCollection<?> input) {
    WindowingStrategy<?, ?> windowing = input.getWindowingStrategy();
    return input.isBounded() == IsBounded.BOUNDED
        && windowing.getWindowFn().isNonMerging()
        && windowing.getTrigger() instanceof DefaultTrigger
        && windowing.getTimestampCombiner() == TimestampCombiner.END_OF_WINDOW;
  }

  private PCollection<KV<K, OutputT>> combineInShards(PCollection<KV<K, InputT>> input) {
    KvCoder<K, InputT> coder = (KvCoder<K, InputT>) input.getCoder();
    BlockPlan<K, InputT, OutputT> plan =
        BlockPlan.of(
            fn,
            coder.getKeyCoder(),
            coder.getValueCoder(),
            input.getPipeline().getCoderRegistry(),
            shards);
    return input
        .apply("CombineBundle", ParDo.of(new CombineBundle<>(plan, bundleKeys)))
        .setCoder(BlockPlan.BLOCK_CODER)
        .apply("Merge", MergeBlocks.by(plan));
  }

  private static final class CombineBundle<K, InputT>
      extends DoFn<KV<K, InputT>, KV<Integer, byte[]>> {
    private static final long serialVersionUID = 1;

    private final BlockPlan<K, InputT, ?> plan;
    private final int bundleKeys;
    private transient Map<BoundedWindow, KeyedBlocks<K, InputT>> windows;
    private transient int size;

    CombineBundle(BlockPlan<K, InputT, ?> plan, int bundleKeys) {
      this.plan = plan;
      this.bundleKeys = bundleKeys;
    }

    @StartBundle
    public void startBundle() {
      windows = new HashMap<>();
      size = 0;
    }

    @ProcessElement
    public void processElement(ProcessContext context, BoundedWindow window) throws IOException {
      KV<K, InputT> element = context.element();
      KeyedBlocks<K, InputT> keys = windows.get(window);
      if (keys == null) {
        keys = plan.empty();
        windows.put(window, keys);
      }
      int before = keys.size();
      keys.add(element.getKey(), element.getValue());
      size += keys.size() - before;
      if (size >= bundleKeys) {
        for (Map.Entry<BoundedWindow, KeyedBlocks<K, InputT>> each : windows.entrySet()) {
          BoundedWindow at = each.getKey();
          each.getValue()
              .drain(
                  block ->
                      context.outputWindowedValue(
                          block, at.maxTimestamp(), List.of(at), PaneInfo.NO_FIRING));
        }
        startBundle();
      }
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) throws IOException {
      for (Map.Entry<BoundedWindow, KeyedBlocks<K, InputT>> each : windows.entrySet()) {
        BoundedWindow at = each.getKey();
        each.getValue().drain(block -> context.output(block, at.maxTimestamp(), at));
      }
      startBundle();
    }

    /** A flush may emit into a window that ended before the element at hand. */
    @Override
    @SuppressWarnings({"deprecation", "InlineMeSuggester"})
    public Duration getAllowedTimestampSkew() {
      return Duration.millis(Long.MAX_VALUE);
    }
  }
}

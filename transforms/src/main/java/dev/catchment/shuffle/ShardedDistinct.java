package dev.catchment.shuffle;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Keys;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Keeps one of every set of equal elements per window, through {@link ShardedCombine}: its bounds
 * on memory hold here for distinct elements. The elements' coder must be deterministic.
 */
public final class ShardedDistinct<T> extends PTransform<PCollection<T>, PCollection<T>> {
  private static final long serialVersionUID = 1;

  private ShardedDistinct() {}

  /** Keeps one of every set of equal elements. */
  public static <T> ShardedDistinct<T> create() {
    return new ShardedDistinct<>();
  }

  @Override
  public PCollection<T> expand(PCollection<T> input) {
    Coder<T> coder = input.getCoder();
    return input
        .apply("AsKeys", ParDo.of(new AsKeys<>()))
        .setCoder(KvCoder.of(coder, VoidCoder.of()))
        .apply("CombineEqual", ShardedCombine.perKey(new Nothing()))
        .setCoder(KvCoder.of(coder, VoidCoder.of()))
        .apply("Keys", Keys.create())
        .setCoder(coder);
  }

  private static final class AsKeys<T> extends DoFn<T, KV<T, Void>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(@Element T element, OutputReceiver<KV<T, Void>> output) {
      output.output(KV.of(element, null));
    }
  }

  /** Remembers nothing but that there was something. */
  private static final class Nothing extends CombineFn<Void, Void, Void> {
    private static final long serialVersionUID = 1;

    @Override
    public Void createAccumulator() {
      return null;
    }

    @Override
    public Void addInput(Void accumulator, Void input) {
      return null;
    }

    @Override
    public Void mergeAccumulators(Iterable<Void> accumulators) {
      return null;
    }

    @Override
    public Void extractOutput(Void accumulator) {
      return null;
    }

    @Override
    public Coder<Void> getAccumulatorCoder(CoderRegistry registry, Coder<Void> inputCoder) {
      return VoidCoder.of();
    }
  }
}

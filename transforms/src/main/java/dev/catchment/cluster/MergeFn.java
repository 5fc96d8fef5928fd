package dev.catchment.cluster;

import java.io.Serializable;
import java.util.function.Supplier;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Merges the summaries of bundles into one. */
final class MergeFn<A extends Mergeable<A>> extends CombineFn<A, A, A> {
  private static final long serialVersionUID = 1;

  /** Makes summaries of no rows. */
  interface Empty<A> extends Supplier<A>, Serializable {}

  private final Empty<A> empty;
  private final Coder<A> coder;

  private MergeFn(Empty<A> empty, Coder<A> coder) {
    this.empty = empty;
    this.coder = coder;
  }

  static <A extends Mergeable<A>> MergeFn<A> of(Empty<A> empty, Coder<A> coder) {
    return new MergeFn<>(empty, coder);
  }

  @Override
  public A createAccumulator() {
    return empty.get();
  }

  @Override
  public A addInput(A accumulator, A input) {
    accumulator.merge(input);
    return accumulator;
  }

  @Override
  public A mergeAccumulators(Iterable<A> accumulators) {
    A merged = empty.get();
    accumulators.forEach(merged::merge);
    return merged;
  }

  @Override
  public A extractOutput(A accumulator) {
    A output = empty.get();
    output.merge(accumulator);
    return output;
  }

  @Override
  public Coder<A> getAccumulatorCoder(CoderRegistry registry, Coder<A> inputCoder) {
    return coder;
  }

  @Override
  public Coder<A> getDefaultOutputCoder(CoderRegistry registry, Coder<A> inputCoder) {
    return coder;
  }
}

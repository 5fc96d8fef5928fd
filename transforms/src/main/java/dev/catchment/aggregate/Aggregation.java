package dev.catchment.aggregate;

import java.util.Iterator;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** How observations become the value of a feature; the result depends on no order. */
abstract class Aggregation<AccumT> extends CombineFn<Observation, AccumT, Object> {
  private static final long serialVersionUID = 1;

  /** Adds what another accumulator holds, which stays as it is; may change the first. */
  abstract AccumT merge(AccumT accumulator, AccumT other);

  /** An accumulator of its own with what others hold, which stay as they are. */
  AccumT mergeAll(Iterable<AccumT> accumulators) {
    AccumT merged = createAccumulator();
    for (AccumT accumulator : accumulators) {
      merged = merge(merged, accumulator);
    }
    return merged;
  }

  /**
   * The most bytes that an accumulator takes as it is stored, its texts those of {@link Memory}.
   */
  abstract long mostBytes();

  /** The same where all events lie within a time in milliseconds. */
  long mostBytes(long within) {
    return mostBytes();
  }

  /** The coder of the accumulator; the formats are in {@code docs/formats/coders.md}. */
  abstract Coder<AccumT> coder();

  @Override
  public final AccumT mergeAccumulators(Iterable<AccumT> accumulators) {
    Iterator<AccumT> rest = accumulators.iterator();
    AccumT merged = rest.hasNext() ? rest.next() : createAccumulator();
    while (rest.hasNext()) {
      merged = merge(merged, rest.next());
    }
    return merged;
  }

  @Override
  public final Coder<AccumT> getAccumulatorCoder(
      CoderRegistry registry, Coder<Observation> inputCoder) {
    return coder();
  }
}

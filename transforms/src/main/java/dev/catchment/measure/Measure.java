package dev.catchment.measure;

import java.util.Iterator;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * How readings become the value of a metric, NaN where there is none. The result depends on no
 * order, unless a measure says so.
 */
abstract class Measure<AccumT> extends CombineFn<Reading, AccumT, Double> {
  private static final long serialVersionUID = 1;

  /** Adds what another accumulator holds, which stays as it is; may change the first. */
  abstract AccumT merge(AccumT accumulator, AccumT other);

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
      CoderRegistry registry, Coder<Reading> inputCoder) {
    return coder();
  }
}

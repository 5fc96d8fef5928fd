package dev.catchment.pipelines.live;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Adds comparisons up. */
final class SumComparisons extends CombineFn<Comparison, Comparison, Comparison> {
  private static final long serialVersionUID = 1;

  @Override
  public Comparison createAccumulator() {
    return Comparison.NONE;
  }

  @Override
  public Comparison addInput(Comparison sum, Comparison comparison) {
    return sum.plus(comparison);
  }

  @Override
  public Comparison mergeAccumulators(Iterable<Comparison> sums) {
    Comparison all = Comparison.NONE;
    for (Comparison sum : sums) {
      all = all.plus(sum);
    }
    return all;
  }

  @Override
  public Comparison extractOutput(Comparison sum) {
    return sum;
  }

  @Override
  public Coder<Comparison> getAccumulatorCoder(
      CoderRegistry registry, Coder<Comparison> inputCoder) {
    return Comparison.CODER;
  }

  @Override
  public Coder<Comparison> getDefaultOutputCoder(
      CoderRegistry registry, Coder<Comparison> inputCoder) {
    return Comparison.CODER;
  }
}

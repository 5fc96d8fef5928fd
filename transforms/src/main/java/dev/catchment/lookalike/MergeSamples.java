package dev.catchment.lookalike;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Merges the samples of bundles into one. */
final class MergeSamples extends CombineFn<PeopleSample, PeopleSample, PeopleSample> {
  private static final long serialVersionUID = 1;

  private final int limit;

  MergeSamples(int limit) {
    this.limit = limit;
  }

  @Override
  public PeopleSample createAccumulator() {
    return new PeopleSample(limit);
  }

  @Override
  public PeopleSample addInput(PeopleSample accumulator, PeopleSample input) {
    accumulator.merge(input);
    return accumulator;
  }

  @Override
  public PeopleSample mergeAccumulators(Iterable<PeopleSample> accumulators) {
    PeopleSample merged = createAccumulator();
    accumulators.forEach(merged::merge);
    return merged;
  }

  @Override
  public PeopleSample extractOutput(PeopleSample accumulator) {
    PeopleSample output = createAccumulator();
    output.merge(accumulator);
    return output;
  }

  @Override
  public Coder<PeopleSample> getAccumulatorCoder(
      CoderRegistry registry, Coder<PeopleSample> inputCoder) {
    return new PeopleSampleCoder();
  }

  @Override
  public Coder<PeopleSample> getDefaultOutputCoder(
      CoderRegistry registry, Coder<PeopleSample> inputCoder) {
    return new PeopleSampleCoder();
  }
}

package dev.catchment.lookalike;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Puts together all that is known of an id. */
final class MatchFn extends CombineFn<Match, Match, Match> {
  private static final long serialVersionUID = 1;

  @Override
  public Match createAccumulator() {
    return Match.NOTHING;
  }

  @Override
  public Match addInput(Match accumulator, Match input) {
    return accumulator.and(input);
  }

  @Override
  public Match mergeAccumulators(Iterable<Match> accumulators) {
    Match merged = Match.NOTHING;
    for (Match accumulator : accumulators) {
      merged = merged.and(accumulator);
    }
    return merged;
  }

  @Override
  public Match extractOutput(Match accumulator) {
    return accumulator;
  }

  @Override
  public Coder<Match> getAccumulatorCoder(CoderRegistry registry, Coder<Match> inputCoder) {
    return MatchCoder.of();
  }

  @Override
  public Coder<Match> getDefaultOutputCoder(CoderRegistry registry, Coder<Match> inputCoder) {
    return MatchCoder.of();
  }
}

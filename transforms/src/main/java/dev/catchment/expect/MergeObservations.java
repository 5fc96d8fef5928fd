package dev.catchment.expect;

import dev.catchment.shuffle.ShardedCombine;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Brings together what bundles have seen: one {@link Measure} per {@link Expectation#key}, window,
 * and shard that the meter spread its values over; those of the shards add up.
 *
 * <p>Memory: the different values of the shards that one worker merges, up to 111 bytes each.
 */
public final class MergeObservations
    extends PTransform<PCollection<KV<String, Observation>>, PCollection<KV<String, Measure>>> {
  /** The coder of what is brought together. */
  public static final KvCoder<String, Observation> INPUT_CODER =
      KvCoder.of(StringUtf8Coder.of(), ObservationCoder.of());

  private static final long serialVersionUID = 1;

  private MergeObservations() {}

  /** The transform. */
  public static MergeObservations create() {
    return new MergeObservations();
  }

  @Override
  public PCollection<KV<String, Measure>> expand(PCollection<KV<String, Observation>> seen) {
    KvCoder<String, Measure> coder = KvCoder.of(StringUtf8Coder.of(), MeasureCoder.of());
    return seen.apply("Merge", ShardedCombine.perKey(new MergeFn()))
        .setCoder(coder)
        .apply("Name", MapElements.via(new Name()))
        .setCoder(coder);
  }

  private static final class Name extends SimpleFunction<KV<String, Measure>, KV<String, Measure>> {
    private static final long serialVersionUID = 1;

    @Override
    public KV<String, Measure> apply(KV<String, Measure> merged) {
      return KV.of(ExpectationMeter.expectation(merged.getKey()), merged.getValue());
    }
  }

  /** Merges observations; the accumulator is changed in place. */
  static final class MergeFn extends CombineFn<Observation, Observation, Measure> {
    private static final long serialVersionUID = 1;

    @Override
    public Observation createAccumulator() {
      return new Observation();
    }

    @Override
    public Observation addInput(Observation all, Observation seen) {
      all.merge(seen);
      return all;
    }

    @Override
    public Observation mergeAccumulators(Iterable<Observation> several) {
      Observation all = new Observation();
      boolean isFirst = true;
      for (Observation seen : several) {
        if (isFirst) {
          all = seen;
          isFirst = false;
        } else {
          all.merge(seen);
        }
      }
      return all;
    }

    @Override
    public Measure extractOutput(Observation all) {
      return all.measure();
    }

    @Override
    public Coder<Observation> getAccumulatorCoder(
        CoderRegistry registry, Coder<Observation> input) {
      return ObservationCoder.of();
    }

    @Override
    public Coder<Measure> getDefaultOutputCoder(CoderRegistry registry, Coder<Observation> input) {
      return MeasureCoder.of();
    }
  }
}

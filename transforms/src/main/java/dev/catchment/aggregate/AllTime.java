package dev.catchment.aggregate;

import org.apache.beam.sdk.coders.Coder;

/** Keeps one accumulator of all events; time changes nothing. */
final class AllTime<A> extends Memory<A> {
  private static final long serialVersionUID = 1;

  private final Aggregation<A> aggregation;

  AllTime(Aggregation<A> aggregation) {
    this.aggregation = aggregation;
  }

  @Override
  A create() {
    return aggregation.createAccumulator();
  }

  @Override
  A add(A accumulator, Observation observation, long asOf) {
    return aggregation.addInput(accumulator, observation);
  }

  @Override
  Object value(A accumulator, long asOf) {
    return aggregation.extractOutput(accumulator);
  }

  @Override
  A forget(A accumulator, long asOf) {
    return accumulator;
  }

  @Override
  long next(A accumulator, long asOf) {
    return Steps.NEVER;
  }

  @Override
  Coder<A> coder() {
    return aggregation.coder();
  }

  @Override
  long mostBytes() {
    return aggregation.mostBytes();
  }
}

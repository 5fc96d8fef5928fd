package dev.catchment.aggregate;

import dev.catchment.model.ExactSum;
import org.apache.beam.sdk.coders.Coder;

/**
 * The sum or the mean of numbers; missing and non-finite ones are left out. About 80 bytes.
 *
 * <p>Whole numbers beyond 2^53 are rounded to doubles before they are summed.
 */
final class SumNumbers extends Aggregation<ExactSum> {
  private static final long serialVersionUID = 1;

  private final boolean mean;

  private SumNumbers(boolean mean) {
    this.mean = mean;
  }

  /** The sum; 0 without numbers. */
  static SumNumbers sum() {
    return new SumNumbers(false);
  }

  /** The sum by the count; null without numbers. */
  static SumNumbers mean() {
    return new SumNumbers(true);
  }

  @Override
  public ExactSum createAccumulator() {
    return new ExactSum();
  }

  @Override
  public ExactSum addInput(ExactSum sum, Observation observation) {
    if (observation.value() instanceof Number number && Double.isFinite(number.doubleValue())) {
      sum.add(number.doubleValue());
    }
    return sum;
  }

  @Override
  ExactSum merge(ExactSum sum, ExactSum other) {
    sum.addAll(other);
    return sum;
  }

  @Override
  public Object extractOutput(ExactSum sum) {
    if (!mean) {
      return sum.value();
    }
    return sum.count() == 0 ? null : sum.value() / sum.count();
  }

  @Override
  long mostBytes() {
    return ExactSum.MOST_BYTES;
  }

  @Override
  Coder<ExactSum> coder() {
    return new ExactSum.SumCoder();
  }
}

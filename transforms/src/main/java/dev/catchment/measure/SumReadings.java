package dev.catchment.measure;

import dev.catchment.model.ExactSum;
import org.apache.beam.sdk.coders.Coder;

/**
 * The sum or the mean of numbers; missing and non-finite ones are left out. The sum without numbers
 * is 0. About 80 bytes.
 */
final class SumReadings extends Measure<ExactSum> {
  private static final long serialVersionUID = 1;

  private final boolean mean;

  private SumReadings(boolean mean) {
    this.mean = mean;
  }

  static SumReadings sum() {
    return new SumReadings(false);
  }

  static SumReadings mean() {
    return new SumReadings(true);
  }

  @Override
  public ExactSum createAccumulator() {
    return new ExactSum();
  }

  @Override
  public ExactSum addInput(ExactSum sum, Reading reading) {
    double number = reading.number();
    if (Double.isFinite(number)) {
      sum.add(number);
    }
    return sum;
  }

  @Override
  ExactSum merge(ExactSum sum, ExactSum other) {
    sum.addAll(other);
    return sum;
  }

  @Override
  public Double extractOutput(ExactSum sum) {
    return mean ? sum.value() / sum.count() : sum.value();
  }

  @Override
  Coder<ExactSum> coder() {
    return new ExactSum.SumCoder();
  }
}

package dev.catchment.measure;

import dev.catchment.model.NumberCounts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * A quantile of numbers: the least number that is not below the given share of them. Exact up to
 * {@value NumberCounts#MOST} different numbers; beyond, the middle of a bucket of {@link
 * NumberCounts}, off by 0.4 % where numbers fill a factor of 1,000. Missing and NaN numbers are
 * left out.
 */
final class QuantileReadings extends Measure<NumberCounts> {
  private static final long serialVersionUID = 1;

  private final double share;

  private QuantileReadings(double share) {
    this.share = share;
  }

  static QuantileReadings of(double share) {
    return new QuantileReadings(share);
  }

  @Override
  public NumberCounts createAccumulator() {
    return new NumberCounts();
  }

  @Override
  public NumberCounts addInput(NumberCounts numbers, Reading reading) {
    double number = reading.number();
    if (!Double.isNaN(number)) {
      numbers.add(number);
    }
    return numbers;
  }

  @Override
  NumberCounts merge(NumberCounts numbers, NumberCounts other) {
    numbers.addAll(other);
    return numbers;
  }

  @Override
  public Double extractOutput(NumberCounts numbers) {
    return numbers.quantile(share);
  }

  @Override
  Coder<NumberCounts> coder() {
    return new CountsCoder();
  }

  private static final class CountsCoder extends CustomCoder<NumberCounts> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(NumberCounts numbers, OutputStream out) throws IOException {
      numbers.encode(out);
    }

    @Override
    public NumberCounts decode(InputStream in) throws IOException {
      return NumberCounts.decode(in);
    }
  }
}

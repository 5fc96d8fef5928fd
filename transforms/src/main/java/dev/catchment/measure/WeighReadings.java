package dev.catchment.measure;

import dev.catchment.model.ExactSum;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * The mean of numbers by weight, such as the price by volume: the sum of number times weight by the
 * sum of weights. Readings that lack one of the two are left out. About 160 bytes.
 */
final class WeighReadings extends Measure<WeighReadings.Sums> {
  private static final long serialVersionUID = 1;

  record Sums(ExactSum products, ExactSum weights) {}

  @Override
  public Sums createAccumulator() {
    return new Sums(new ExactSum(), new ExactSum());
  }

  @Override
  public Sums addInput(Sums sums, Reading reading) {
    double product = reading.number() * reading.weight();
    if (Double.isFinite(product) && Double.isFinite(reading.weight())) {
      sums.products().add(product);
      sums.weights().add(reading.weight());
    }
    return sums;
  }

  @Override
  Sums merge(Sums sums, Sums other) {
    sums.products().addAll(other.products());
    sums.weights().addAll(other.weights());
    return sums;
  }

  @Override
  public Double extractOutput(Sums sums) {
    return sums.products().value() / sums.weights().value();
  }

  @Override
  Coder<Sums> coder() {
    return new SumsCoder();
  }

  private static final class SumsCoder extends CustomCoder<Sums> {
    private static final long serialVersionUID = 1;

    private final Coder<ExactSum> sum = new ExactSum.SumCoder();

    @Override
    public void encode(Sums sums, OutputStream out) throws IOException {
      sum.encode(sums.products(), out);
      sum.encode(sums.weights(), out);
    }

    @Override
    public Sums decode(InputStream in) throws IOException {
      return new Sums(sum.decode(in), sum.decode(in));
    }
  }
}

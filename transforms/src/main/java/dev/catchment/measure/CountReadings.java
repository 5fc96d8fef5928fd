package dev.catchment.measure;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;

/** The number of readings; with a field, of those that have a value. 24 bytes. */
final class CountReadings extends Measure<long[]> {
  private static final long serialVersionUID = 1;

  private final boolean all;

  private CountReadings(boolean all) {
    this.all = all;
  }

  static CountReadings ofAll() {
    return new CountReadings(true);
  }

  /** Counts those whose value is neither missing nor NaN. */
  static CountReadings ofPresent() {
    return new CountReadings(false);
  }

  @Override
  public long[] createAccumulator() {
    return new long[1];
  }

  @Override
  public long[] addInput(long[] count, Reading reading) {
    Object value = reading.value();
    if (all || (value != null && !(value instanceof Double number && number.isNaN()))) {
      count[0]++;
    }
    return count;
  }

  @Override
  long[] merge(long[] count, long[] other) {
    count[0] += other[0];
    return count;
  }

  @Override
  public Double extractOutput(long[] count) {
    return (double) count[0];
  }

  @Override
  Coder<long[]> coder() {
    return new CountCoder();
  }

  private static final class CountCoder extends CustomCoder<long[]> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(long[] count, OutputStream out) throws IOException {
      Wire.writeVarint(count[0], out);
    }

    @Override
    public long[] decode(InputStream in) throws IOException {
      return new long[] {Wire.readVarint(in)};
    }
  }
}

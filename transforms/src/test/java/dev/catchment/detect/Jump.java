package dev.catchment.detect;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * A detector for tests: a value that is more than 10 from the one before, or that 100 ms of silence
 * follow.
 */
final class Jump implements Detector<double[]> {
  private static final long serialVersionUID = 1;

  @Override
  public double[] create() {
    return new double[] {Double.NaN, Double.NaN};
  }

  @Override
  public Verdict take(double[] state, long timeMillis, double[] values) {
    double before = state[0];
    state[0] = values[0];
    state[1] = timeMillis;
    return Math.abs(values[0] - before) > 10
        ? Verdict.alert(0.75, before, "jumped from " + before + " to " + values[0])
        : Verdict.calm(0.25, before);
  }

  @Override
  public long deadline(double[] state) {
    return Double.isNaN(state[1]) ? Long.MAX_VALUE : (long) state[1] + 100;
  }

  @Override
  public Verdict silent(double[] state, long timeMillis) {
    return Verdict.alert(1, Double.NaN, "silent");
  }

  @Override
  public Coder<double[]> coder() {
    return new JumpCoder();
  }

  private static final class JumpCoder extends CustomCoder<double[]> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(double[] state, OutputStream out) throws IOException {
      Wire.writeDecimal(state[0], out);
      Wire.writeDecimal(state[1], out);
    }

    @Override
    public double[] decode(InputStream in) throws IOException {
      return new double[] {Wire.readDecimal(in), Wire.readDecimal(in)};
    }
  }
}

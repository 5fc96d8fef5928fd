package dev.catchment.detect;

import dev.catchment.model.Doubles;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The coder of a memory that is a fixed number of numbers: that number (variable-length integer)
 * and the numbers (eight bytes each).
 */
final class NumbersCoder extends AtomicCoder<double[]> {
  private static final long serialVersionUID = 1;
  private static final NumbersCoder INSTANCE = new NumbersCoder();

  private NumbersCoder() {}

  static NumbersCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(double[] numbers, OutputStream out) throws IOException {
    Wire.writeVarint(numbers.length, out);
    Doubles.write(numbers, out);
  }

  @Override
  public double[] decode(InputStream in) throws IOException {
    return Doubles.read(Wire.readLength(in), in);
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public Object structuralValue(double[] numbers) {
    return Arrays.toString(numbers);
  }
}

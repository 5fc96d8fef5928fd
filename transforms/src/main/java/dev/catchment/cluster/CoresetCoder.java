package dev.catchment.cluster;

import dev.catchment.model.Doubles;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The coder of {@link Coreset}: the number of rows and of values a row (variable-length integers),
 * the weights, the rows one after the other (eight bytes a number).
 */
public final class CoresetCoder extends AtomicCoder<Coreset> {
  private static final long serialVersionUID = 1;
  private static final CoresetCoder INSTANCE = new CoresetCoder();

  private CoresetCoder() {}

  public static CoresetCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Coreset coreset, OutputStream out) throws IOException {
    Wire.writeVarint(coreset.size(), out);
    Wire.writeVarint(coreset.width(), out);
    Doubles.write(coreset.weights(), out);
    Doubles.write(coreset.values(), out);
  }

  @Override
  public Coreset decode(InputStream in) throws IOException {
    int rows = Wire.readLength(in);
    int width = Wire.readLength(in);
    double[] weights = Doubles.read(rows, in);
    return new Coreset(width, Doubles.read(Math.multiplyExact(rows, width), in), weights);
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

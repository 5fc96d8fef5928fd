package dev.catchment.cluster;

import dev.catchment.model.Doubles;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The coder of {@link ExactSums}: number of sums, number of rungs (variable-length integers), then
 * the rungs one after the other, eight bytes a double. The same sums can have several encodings.
 */
final class ExactSumsCoder extends AtomicCoder<ExactSums> {
  private static final long serialVersionUID = 1;

  @Override
  public void encode(ExactSums sums, OutputStream out) throws IOException {
    Wire.writeVarint(sums.size(), out);
    Wire.writeVarint(sums.height(), out);
    double[] rung = new double[sums.size()];
    for (int level = 0; level < sums.height(); level++) {
      for (int index = 0; index < rung.length; index++) {
        rung[index] = sums.rung(level, index);
      }
      Doubles.write(rung, out);
    }
  }

  @Override
  public ExactSums decode(InputStream in) throws IOException {
    int size = Wire.readLength(in);
    double[][] rungs = new double[Wire.readLength(in)][];
    for (int level = 0; level < rungs.length; level++) {
      rungs[level] = Doubles.read(size, in);
    }
    return ExactSums.ofRungs(size, rungs);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    throw new NonDeterministicException(this, "the same sums can have several encodings");
  }
}

package dev.catchment.cluster;

import dev.catchment.model.Doubles;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The coder of {@link RowSample}: limit, number of groups, and for each group its number, the
 * number of rows and of values a row (all variable-length integers), the ranks and the rows by rank
 * (eight bytes a number).
 */
final class RowSampleCoder extends AtomicCoder<RowSample> {
  private static final long serialVersionUID = 1;

  @Override
  public void encode(RowSample sample, OutputStream out) throws IOException {
    Wire.writeVarint(sample.limit(), out);
    Wire.writeVarint(sample.groups().size(), out);
    for (int group : sample.groups()) {
      RowSample.Entry[] entries = sample.entries(group);
      int width = entries[0].row().length;
      long[] ranks = new long[entries.length];
      double[] values = new double[entries.length * width];
      for (int row = 0; row < entries.length; row++) {
        ranks[row] = entries[row].rank();
        System.arraycopy(entries[row].row(), 0, values, row * width, width);
      }
      Wire.writeVarint(group, out);
      Wire.writeVarint(entries.length, out);
      Wire.writeVarint(width, out);
      Doubles.write(ranks, out);
      Doubles.write(values, out);
    }
  }

  @Override
  public RowSample decode(InputStream in) throws IOException {
    RowSample sample = new RowSample(Wire.readLength(in));
    int groups = Wire.readLength(in);
    for (int i = 0; i < groups; i++) {
      int group = Wire.readLength(in);
      int rows = Wire.readLength(in);
      int width = Wire.readLength(in);
      long[] ranks = Doubles.readLongs(rows, in);
      double[] values = Doubles.read(Math.multiplyExact(rows, width), in);
      for (int row = 0; row < rows; row++) {
        double[] copy = Arrays.copyOfRange(values, row * width, (row + 1) * width);
        sample.add(group, ranks[row], copy);
      }
    }
    return sample;
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

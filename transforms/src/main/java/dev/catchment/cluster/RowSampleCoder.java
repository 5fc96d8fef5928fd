package dev.catchment.cluster;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The coder of {@link RowSample}: limit, number of groups, and for each group its number, the
 * number of rows (all variable-length integers), and each row by rank: rank (eight bytes), number
 * of values (variable-length integer), values (eight bytes each).
 */
final class RowSampleCoder extends AtomicCoder<RowSample> {
  private static final long serialVersionUID = 1;

  @Override
  public void encode(RowSample sample, OutputStream out) throws IOException {
    Wire.writeVarint(sample.limit(), out);
    Wire.writeVarint(sample.groups().size(), out);
    for (int group : sample.groups()) {
      RowSample.Entry[] entries = sample.entries(group);
      Wire.writeVarint(group, out);
      Wire.writeVarint(entries.length, out);
      for (RowSample.Entry entry : entries) {
        Wire.writeFixed(entry.rank(), out);
        Wire.writeVarint(entry.row().length, out);
        Doubles.write(entry.row(), out);
      }
    }
  }

  @Override
  public RowSample decode(InputStream in) throws IOException {
    RowSample sample = new RowSample(Wire.readLength(in));
    int groups = Wire.readLength(in);
    for (int i = 0; i < groups; i++) {
      int group = Wire.readLength(in);
      int rows = Wire.readLength(in);
      for (int row = 0; row < rows; row++) {
        long rank = Wire.readFixed(in);
        sample.add(group, rank, Doubles.read(Wire.readLength(in), in));
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

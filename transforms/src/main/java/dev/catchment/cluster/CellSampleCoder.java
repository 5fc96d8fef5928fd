package dev.catchment.cluster;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The coder of {@link CellSample}: limit and number of rows (variable-length integers), then for
 * each row, by rank, the rank (eight bytes), the number of cells (variable-length integer) and the
 * cells (text).
 */
public final class CellSampleCoder extends AtomicCoder<CellSample> {
  private static final long serialVersionUID = 1;
  private static final CellSampleCoder INSTANCE = new CellSampleCoder();

  private CellSampleCoder() {}

  public static CellSampleCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(CellSample sample, OutputStream out) throws IOException {
    List<CellSample.Entry> entries = sample.entries();
    Wire.writeVarint(sample.limit(), out);
    Wire.writeVarint(entries.size(), out);
    for (CellSample.Entry entry : entries) {
      Wire.writeFixed(entry.rank(), out);
      Wire.writeVarint(entry.width(), out);
      for (int column = 0; column < entry.width(); column++) {
        Wire.writeString(entry.cell(column), out);
      }
    }
  }

  @Override
  public CellSample decode(InputStream in) throws IOException {
    CellSample sample = new CellSample(Wire.readLength(in));
    int rows = Wire.readLength(in);
    for (int row = 0; row < rows; row++) {
      long rank = Wire.readFixed(in);
      String[] cells = new String[Wire.readLength(in)];
      for (int column = 0; column < cells.length; column++) {
        cells[column] = Wire.readString(in);
      }
      sample.add(rank, cells);
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

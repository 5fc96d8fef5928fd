package dev.catchment.write;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The coder of {@link CsvRow}: the key as text, the number as a signed integer, the number of cells
 * as an unsigned one, then each cell as a text that may be missing.
 */
public final class CsvRowCoder extends AtomicCoder<CsvRow> {
  private static final long serialVersionUID = 1;
  private static final CsvRowCoder INSTANCE = new CsvRowCoder();

  private CsvRowCoder() {}

  public static CsvRowCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(CsvRow row, OutputStream out) throws IOException {
    Wire.writeString(row.key(), out);
    Wire.writeSigned(row.number(), out);
    Wire.writeVarint(row.cells().size(), out);
    for (String cell : row.cells()) {
      Wire.writeString(cell, out);
    }
  }

  @Override
  public CsvRow decode(InputStream in) throws IOException {
    String key = Wire.readString(in);
    long number = Wire.readSigned(in);
    String[] cells = new String[Wire.readLength(in)];
    for (int index = 0; index < cells.length; index++) {
      cells[index] = Wire.readString(in);
    }
    return new CsvRow(key, number, Arrays.asList(cells));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

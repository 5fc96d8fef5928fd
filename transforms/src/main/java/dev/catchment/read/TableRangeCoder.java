package dev.catchment.read;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link TableRange}; the format is in {@code docs/formats/coders.md}. */
public final class TableRangeCoder extends AtomicCoder<TableRange> {
  private static final long serialVersionUID = 1;
  private static final TableRangeCoder INSTANCE = new TableRangeCoder();

  private TableRangeCoder() {}

  public static TableRangeCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(TableRange range, OutputStream out) throws IOException {
    Wire.writeString(range.file(), out);
    Wire.writeVarint(range.number(), out);
    Wire.writeVarint(range.begin(), out);
    Wire.writeVarint(range.end(), out);
  }

  @Override
  public TableRange decode(InputStream in) throws IOException {
    return new TableRange(
        Wire.readString(in), Wire.readLength(in), Wire.readVarint(in), Wire.readVarint(in));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

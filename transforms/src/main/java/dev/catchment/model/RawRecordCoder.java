package dev.catchment.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.BitSet;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link RawRecord}; the format is in {@code docs/formats/coders.md}. */
public final class RawRecordCoder extends AtomicCoder<RawRecord> {
  private static final long serialVersionUID = 1;
  private static final RawRecordCoder INSTANCE = new RawRecordCoder();

  private RawRecordCoder() {}

  public static RawRecordCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(RawRecord record, OutputStream out) throws IOException {
    Wire.writeString(record.source(), out);
    Wire.writeString(record.position().file(), out);
    Wire.writeVarint(record.position().line(), out);
    Wire.writeVarint(record.size(), out);
    for (int slot = 0; slot < record.size(); slot++) {
      out.write(record.isInvalid(slot) ? 1 : 0);
      Wire.writeString(record.column(slot), out);
    }
  }

  @Override
  public RawRecord decode(InputStream in) throws IOException {
    String source = Wire.readString(in);
    Position position = new Position(Wire.readString(in), Wire.readVarint(in));
    String[] columns = new String[Wire.readLength(in)];
    BitSet invalid = new BitSet();
    for (int slot = 0; slot < columns.length; slot++) {
      invalid.set(slot, Wire.readByte(in) != 0);
      columns[slot] = Wire.readString(in);
    }
    return RawRecord.of(source, position, columns).withColumns(columns, invalid);
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

package dev.catchment.read;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link RecordRange}; the format is in {@code docs/formats/coders.md}. */
public final class RecordRangeCoder extends AtomicCoder<RecordRange> {
  private static final long serialVersionUID = 1;
  private static final RecordRangeCoder INSTANCE = new RecordRangeCoder();

  private RecordRangeCoder() {}

  public static RecordRangeCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(RecordRange range, OutputStream out) throws IOException {
    Wire.writeVarint(range.number(), out);
    Wire.writeString(range.file(), out);
    Wire.writeVarint(range.begin(), out);
    Wire.writeVarint(range.end(), out);
    Wire.writeVarint(range.linesBefore(), out);
  }

  @Override
  public RecordRange decode(InputStream in) throws IOException {
    return new RecordRange(
        Wire.readLength(in),
        Wire.readString(in),
        Wire.readVarint(in),
        Wire.readVarint(in),
        Wire.readVarint(in));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

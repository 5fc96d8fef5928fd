package dev.catchment.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link Rejected}; the format is in {@code docs/formats/coders.md}. */
public final class RejectedCoder extends AtomicCoder<Rejected> {
  private static final long serialVersionUID = 1;
  private static final RejectedCoder INSTANCE = new RejectedCoder();

  private RejectedCoder() {}

  public static RejectedCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Rejected rejected, OutputStream out) throws IOException {
    Wire.writeString(rejected.stage(), out);
    Wire.writeString(rejected.reason(), out);
    Wire.writeString(rejected.message(), out);
    Wire.writeString(rejected.field(), out);
    Wire.writeString(rejected.source(), out);
    Wire.writeString(rejected.position().file(), out);
    Wire.writeVarint(rejected.position().line(), out);
    Wire.writeString(rejected.payload(), out);
    Wire.writeVarint(rejected.pseudonyms().size(), out);
    for (Map.Entry<String, String> pseudonym : rejected.pseudonyms().entrySet()) {
      Wire.writeString(pseudonym.getKey(), out);
      Wire.writeString(pseudonym.getValue(), out);
    }
    out.write(rejected.truncated() ? 1 : 0);
    Wire.writeSigned(rejected.time(), out);
    Wire.writeVarint(rejected.attempt(), out);
  }

  @Override
  public Rejected decode(InputStream in) throws IOException {
    return new Rejected(
        Wire.readString(in),
        Wire.readString(in),
        Wire.readString(in),
        Wire.readString(in),
        Wire.readString(in),
        new Position(Wire.readString(in), Wire.readVarint(in)),
        Wire.readString(in),
        pseudonyms(in),
        Wire.readByte(in) != 0,
        Wire.readSigned(in),
        Wire.readLength(in));
  }

  private static SortedMap<String, String> pseudonyms(InputStream in) throws IOException {
    SortedMap<String, String> pseudonyms = new TreeMap<>();
    for (int left = Wire.readLength(in); left > 0; left--) {
      pseudonyms.put(Wire.readString(in), Wire.readString(in));
    }
    return pseudonyms;
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

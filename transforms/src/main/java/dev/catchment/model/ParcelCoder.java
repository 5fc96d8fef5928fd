package dev.catchment.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link Parcel}; the format is in {@code docs/formats/coders.md}. */
public final class ParcelCoder extends AtomicCoder<Parcel> {
  private static final long serialVersionUID = 1;
  private static final ParcelCoder INSTANCE = new ParcelCoder();

  private ParcelCoder() {}

  public static ParcelCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Parcel parcel, OutputStream out) throws IOException {
    Wire.writeString(parcel.line(), out);
    Wire.writeVarint(parcel.shard(), out);
    Wire.writeVarint(parcel.number(), out);
    Wire.writeVarint(parcel.messages().size(), out);
    for (Outgoing message : parcel.messages()) {
      OutgoingCoder.of().encode(message, out);
    }
  }

  @Override
  public Parcel decode(InputStream in) throws IOException {
    String line = Wire.readString(in);
    int shard = Wire.readLength(in);
    long number = Wire.readVarint(in);
    List<Outgoing> messages = new ArrayList<>();
    for (int left = Wire.readLength(in); left > 0; left--) {
      messages.add(OutgoingCoder.of().decode(in));
    }
    return new Parcel(line, shard, number, messages);
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

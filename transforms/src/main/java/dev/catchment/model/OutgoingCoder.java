package dev.catchment.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link Outgoing}; the format is in {@code docs/formats/coders.md}. */
public final class OutgoingCoder extends AtomicCoder<Outgoing> {
  private static final long serialVersionUID = 1;
  private static final OutgoingCoder INSTANCE = new OutgoingCoder();

  private OutgoingCoder() {}

  public static OutgoingCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Outgoing message, OutputStream out) throws IOException {
    Wire.writeString(message.key(), out);
    Wire.writeString(message.json(), out);
    Wire.writeSigned(message.cause(), out);
  }

  @Override
  public Outgoing decode(InputStream in) throws IOException {
    return new Outgoing(Wire.readString(in), Wire.readString(in), Wire.readSigned(in));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

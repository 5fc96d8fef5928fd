package dev.catchment.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link Identity}; the format is in {@code docs/formats/coders.md}. */
public final class IdentityCoder extends AtomicCoder<Identity> {
  private static final long serialVersionUID = 1;
  private static final IdentityCoder INSTANCE = new IdentityCoder();

  private IdentityCoder() {}

  public static IdentityCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Identity identity, OutputStream out) throws IOException {
    Wire.writeString(identity.identifier().namespace(), out);
    Wire.writeString(identity.identifier().value(), out);
    Wire.writeString(identity.profileId(), out);
  }

  @Override
  public Identity decode(InputStream in) throws IOException {
    return new Identity(
        new Identifier(Wire.readString(in), Wire.readString(in)), Wire.readString(in));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

package dev.catchment.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link Identifier}; the format is in {@code docs/formats/coders.md}. */
public final class IdentifierCoder extends AtomicCoder<Identifier> {
  private static final long serialVersionUID = 1;
  private static final IdentifierCoder INSTANCE = new IdentifierCoder();

  private IdentifierCoder() {}

  public static IdentifierCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Identifier identifier, OutputStream out) throws IOException {
    Wire.writeString(identifier.namespace(), out);
    Wire.writeString(identifier.value(), out);
  }

  @Override
  public Identifier decode(InputStream in) throws IOException {
    return new Identifier(Wire.readString(in), Wire.readString(in));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

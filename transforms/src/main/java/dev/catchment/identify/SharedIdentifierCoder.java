package dev.catchment.identify;

import dev.catchment.model.IdentifierCoder;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link SharedIdentifier}; the format is in {@code docs/formats/coders.md}. */
public final class SharedIdentifierCoder extends AtomicCoder<SharedIdentifier> {
  private static final long serialVersionUID = 1;
  private static final SharedIdentifierCoder INSTANCE = new SharedIdentifierCoder();

  private SharedIdentifierCoder() {}

  public static SharedIdentifierCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(SharedIdentifier shared, OutputStream out) throws IOException {
    IdentifierCoder.of().encode(shared.identifier(), out);
    Wire.writeVarint(shared.people(), out);
  }

  @Override
  public SharedIdentifier decode(InputStream in) throws IOException {
    return new SharedIdentifier(IdentifierCoder.of().decode(in), Wire.readLength(in));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

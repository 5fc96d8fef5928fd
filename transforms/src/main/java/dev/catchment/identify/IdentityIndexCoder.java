package dev.catchment.identify;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link IdentityIndex}; the format is in {@code docs/formats/coders.md}. */
public final class IdentityIndexCoder extends AtomicCoder<IdentityIndex> {
  private static final long serialVersionUID = 1;
  private static final IdentityIndexCoder INSTANCE = new IdentityIndexCoder();
  private static final ComponentsCoder COMPONENTS = new ComponentsCoder();

  private IdentityIndexCoder() {}

  public static IdentityIndexCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(IdentityIndex index, OutputStream out) throws IOException {
    List<String> namespaces = index.namespaces().names();
    Wire.writeVarint(namespaces.size(), out);
    for (String namespace : namespaces) {
      Wire.writeString(namespace, out);
    }
    COMPONENTS.encode(index.components(), out);
  }

  @Override
  public IdentityIndex decode(InputStream in) throws IOException {
    int count = Wire.readLength(in);
    List<String> namespaces = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      namespaces.add(Wire.readString(in));
    }
    return new IdentityIndex(new Namespaces(namespaces), COMPONENTS.decode(in));
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    throw new NonDeterministicException(this, "the identifiers stand in the order they came in");
  }
}

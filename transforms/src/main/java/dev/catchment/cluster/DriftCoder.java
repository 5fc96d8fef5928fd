package dev.catchment.cluster;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link Drift}: the text of its {@link DriftJson}, as a length and UTF-8. */
public final class DriftCoder extends AtomicCoder<Drift> {
  private static final long serialVersionUID = 1;
  private static final DriftCoder INSTANCE = new DriftCoder();

  private DriftCoder() {}

  public static DriftCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Drift drift, OutputStream out) throws IOException {
    Wire.writeString(DriftJson.write(drift), out);
  }

  @Override
  public Drift decode(InputStream in) throws IOException {
    return DriftJson.read(Wire.readString(in), "drift on its way between steps");
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

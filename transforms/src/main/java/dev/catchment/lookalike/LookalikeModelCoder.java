package dev.catchment.lookalike;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The coder of {@link LookalikeModel}: the text of its {@link LookalikeJson}, as length and UTF-8.
 */
public final class LookalikeModelCoder extends AtomicCoder<LookalikeModel> {
  private static final long serialVersionUID = 1;
  private static final LookalikeModelCoder INSTANCE = new LookalikeModelCoder();

  private LookalikeModelCoder() {}

  public static LookalikeModelCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(LookalikeModel model, OutputStream out) throws IOException {
    Wire.writeString(LookalikeJson.write(model), out);
  }

  @Override
  public LookalikeModel decode(InputStream in) throws IOException {
    return LookalikeJson.read(Wire.readString(in), "model on its way between steps");
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

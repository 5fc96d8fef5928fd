package dev.catchment.cluster;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link ClusterModel}: the text of its {@link ModelJson}, as a length and UTF-8. */
public final class ClusterModelCoder extends AtomicCoder<ClusterModel> {
  private static final long serialVersionUID = 1;
  private static final ClusterModelCoder INSTANCE = new ClusterModelCoder();

  private ClusterModelCoder() {}

  public static ClusterModelCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(ClusterModel model, OutputStream out) throws IOException {
    Wire.writeString(ModelJson.write(model), out);
  }

  @Override
  public ClusterModel decode(InputStream in) throws IOException {
    return ModelJson.read(Wire.readString(in), "model on its way between steps");
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

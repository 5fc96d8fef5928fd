package dev.catchment.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * The coder of {@link FeatureEncoding}: the field {@code encoding} of a model as text without
 * spaces, as a length and UTF-8.
 */
public final class FeatureEncodingCoder extends AtomicCoder<FeatureEncoding> {
  private static final long serialVersionUID = 1;
  private static final FeatureEncodingCoder INSTANCE = new FeatureEncodingCoder();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private FeatureEncodingCoder() {}

  public static FeatureEncodingCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(FeatureEncoding encoding, OutputStream out) throws IOException {
    Wire.writeString(MAPPER.writeValueAsString(EncodingJson.write(encoding)), out);
  }

  @Override
  public FeatureEncoding decode(InputStream in) throws IOException {
    return EncodingJson.read(
        MAPPER.readTree(Wire.readString(in)), "encoding on its way between steps");
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

package dev.catchment.query;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link RowError}; the format is in {@code docs/formats/coders.md}. */
public final class RowErrorCoder extends AtomicCoder<RowError> {
  private static final long serialVersionUID = 1;
  private static final RowErrorCoder INSTANCE = new RowErrorCoder();

  private RowErrorCoder() {}

  public static RowErrorCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(RowError error, OutputStream out) throws IOException {
    Wire.writeString(error.reason(), out);
    Wire.writeString(error.message(), out);
    Wire.writeString(error.expression(), out);
    Wire.writeString(error.row(), out);
  }

  @Override
  public RowError decode(InputStream in) throws IOException {
    return new RowError(
        Wire.readString(in), Wire.readString(in), Wire.readString(in), Wire.readString(in));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

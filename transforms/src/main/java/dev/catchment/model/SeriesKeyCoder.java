package dev.catchment.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link SeriesKey}; the format is in {@code docs/formats/coders.md}. */
public final class SeriesKeyCoder extends AtomicCoder<SeriesKey> {
  private static final long serialVersionUID = 1;
  private static final SeriesKeyCoder INSTANCE = new SeriesKeyCoder();

  private SeriesKeyCoder() {}

  public static SeriesKeyCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(SeriesKey series, OutputStream out) throws IOException {
    Wire.writeString(series.monitor(), out);
    Wire.writeString(series.key(), out);
  }

  @Override
  public SeriesKey decode(InputStream in) throws IOException {
    return new SeriesKey(Wire.readString(in), Wire.readString(in));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

package dev.catchment.expect;

import dev.catchment.model.Position;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The byte format of a {@link Measure}; see {@code docs/formats/coders.md}. */
public final class MeasureCoder extends AtomicCoder<Measure> {
  private static final long serialVersionUID = 1;
  private static final MeasureCoder INSTANCE = new MeasureCoder();

  private MeasureCoder() {}

  /** The coder. */
  public static MeasureCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Measure measure, OutputStream out) throws IOException {
    Wire.writeVarint(measure.checked(), out);
    Wire.writeVarint(measure.failed(), out);
    Wire.writeFixed(measure.latest(), out);
    Position example = measure.example();
    Wire.writeString(example == null ? null : example.file(), out);
    Wire.writeVarint(example == null ? 0 : example.line(), out);
  }

  @Override
  public Measure decode(InputStream in) throws IOException {
    long checked = Wire.readVarint(in);
    long failed = Wire.readVarint(in);
    long latest = Wire.readFixed(in);
    String file = Wire.readString(in);
    long line = Wire.readVarint(in);
    return new Measure(checked, failed, latest, file == null ? null : new Position(file, line));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

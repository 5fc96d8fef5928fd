package dev.catchment.model;

import dev.catchment.model.Measured.Pane;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link Measured}; the format is in {@code docs/formats/coders.md}. */
public final class MeasuredCoder extends AtomicCoder<Measured> {
  private static final long serialVersionUID = 1;
  private static final MeasuredCoder INSTANCE = new MeasuredCoder();

  private MeasuredCoder() {}

  public static MeasuredCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Measured measured, OutputStream out) throws IOException {
    out.write(measured.pane().code());
    Wire.writeSigned(measured.start(), out);
    Wire.writeVarint(measured.end() - measured.start(), out);
    Wire.writeVarint(measured.events(), out);
    Wire.writeSigned(measured.oldest() - measured.start(), out);
    Wire.writeSigned(measured.newest() - measured.start(), out);
    Wire.writeVarint(measured.width(), out);
    for (double value : measured.values()) {
      Wire.writeDecimal(value, out);
    }
  }

  @Override
  public Measured decode(InputStream in) throws IOException {
    Pane pane = pane(Wire.readByte(in));
    long start = Wire.readSigned(in);
    long end = start + Wire.readVarint(in);
    long events = Wire.readVarint(in);
    long oldest = start + Wire.readSigned(in);
    long newest = start + Wire.readSigned(in);
    double[] values = new double[Wire.readLength(in)];
    for (int metric = 0; metric < values.length; metric++) {
      values[metric] = Wire.readDecimal(in);
    }
    return Measured.of(start, end, pane, events, oldest, newest, values);
  }

  private static Pane pane(int code) throws IOException {
    for (Pane pane : Pane.values()) {
      if (pane.code() == code) {
        return pane;
      }
    }
    throw new IOException("malformed pane " + code);
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

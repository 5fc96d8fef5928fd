package dev.catchment.model;

import dev.catchment.model.Alert.Severity;
import dev.catchment.model.Alert.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link Alert}; the format is in {@code docs/formats/coders.md}. */
public final class AlertCoder extends AtomicCoder<Alert> {
  private static final long serialVersionUID = 1;
  private static final AlertCoder INSTANCE = new AlertCoder();

  private AlertCoder() {}

  public static AlertCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Alert alert, OutputStream out) throws IOException {
    out.write(alert.status().code());
    out.write(alert.severity().code());
    Wire.writeString(alert.monitor(), out);
    Wire.writeString(alert.key(), out);
    Wire.writeString(alert.metric(), out);
    Wire.writeString(alert.rule(), out);
    Wire.writeSigned(alert.opened(), out);
    Wire.writeSigned(alert.windowStart(), out);
    Wire.writeSigned(alert.windowEnd(), out);
    Wire.writeDecimal(alert.value(), out);
    Wire.writeDecimal(alert.expected(), out);
    Wire.writeDecimal(alert.score(), out);
    Wire.writeString(alert.reason(), out);
  }

  @Override
  public Alert decode(InputStream in) throws IOException {
    return new Alert(
        status(Wire.readByte(in)),
        severity(Wire.readByte(in)),
        Wire.readString(in),
        Wire.readString(in),
        Wire.readString(in),
        Wire.readString(in),
        Wire.readSigned(in),
        Wire.readSigned(in),
        Wire.readSigned(in),
        Wire.readDecimal(in),
        Wire.readDecimal(in),
        Wire.readDecimal(in),
        Wire.readString(in));
  }

  private static Status status(int code) throws IOException {
    for (Status status : Status.values()) {
      if (status.code() == code) {
        return status;
      }
    }
    throw new IOException("malformed status " + code);
  }

  private static Severity severity(int code) throws IOException {
    for (Severity severity : Severity.values()) {
      if (severity.code() == code) {
        return severity;
      }
    }
    throw new IOException("malformed severity " + code);
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

package dev.catchment.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The coder of {@link Session}; the format is in {@code docs/formats/coders.md}. */
public final class SessionCoder extends AtomicCoder<Session> {
  private static final long serialVersionUID = 1;
  private static final SessionCoder INSTANCE = new SessionCoder();

  private SessionCoder() {}

  public static SessionCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Session session, OutputStream out) throws IOException {
    Wire.writeString(session.profileId(), out);
    Wire.writeString(session.channel(), out);
    Wire.writeSigned(session.number(), out);
    Wire.writeSigned(session.start(), out);
    Wire.writeSigned(session.end() - session.start(), out);
    Wire.writeSigned(session.events(), out);
  }

  @Override
  public Session decode(InputStream in) throws IOException {
    String profileId = Wire.readString(in);
    String channel = Wire.readString(in);
    long number = Wire.readSigned(in);
    long start = Wire.readSigned(in);
    return new Session(
        profileId, channel, number, start, start + Wire.readSigned(in), Wire.readSigned(in));
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}

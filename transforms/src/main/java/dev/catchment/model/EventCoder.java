package dev.catchment.model;

import com.google.common.collect.Maps;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.CustomCoder;

/** The coder of {@link Event}s of one schema; the format is in {@code docs/formats/coders.md}. */
public final class EventCoder extends CustomCoder<Event> {
  private static final long serialVersionUID = 1;
  private static final Map<Integer, Event.Type> TYPES =
      Maps.uniqueIndex(List.of(Event.Type.values()), Event.Type::code);
  private static final Map<Integer, Consent> CONSENTS =
      Maps.uniqueIndex(List.of(Consent.values()), Consent::code);

  private final ValuesCoder values;

  private EventCoder(Schema schema) {
    this.values = ValuesCoder.of(schema);
  }

  /** The coder of events whose values have the given schema. */
  public static EventCoder of(Schema schema) {
    return new EventCoder(schema);
  }

  /** The schema of the events' values. */
  public Schema schema() {
    return values.schema();
  }

  @Override
  public void encode(Event event, OutputStream out) throws IOException {
    Wire.writeString(event.messageId(), out);
    out.write(event.type().code());
    Wire.writeString(event.event(), out);
    Wire.writeSigned(event.timestamp(), out);
    Wire.writeString(event.channel(), out);
    Wire.writeString(event.source(), out);
    out.write(event.consent().code());
    Wire.writeVarint(event.identifiers().size(), out);
    for (Identifier identifier : event.identifiers()) {
      Wire.writeString(identifier.namespace(), out);
      Wire.writeString(identifier.value(), out);
    }
    values.encode(event.values(), out);
  }

  @Override
  public Event decode(InputStream in) throws IOException {
    String messageId = Wire.readString(in);
    Event.Type type = constant(TYPES, in);
    String name = Wire.readString(in);
    long timestamp = Wire.readSigned(in);
    String channel = Wire.readString(in);
    String source = Wire.readString(in);
    Consent consent = constant(CONSENTS, in);
    int count = Wire.readLength(in);
    List<Identifier> identifiers = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      identifiers.add(new Identifier(Wire.readString(in), Wire.readString(in)));
    }
    return new Event(
        messageId, type, name, timestamp, channel, source, consent, identifiers, values.decode(in));
  }

  private static <T> T constant(Map<Integer, T> constants, InputStream in) throws IOException {
    int code = Wire.readByte(in);
    T constant = constants.get(code);
    if (constant == null) {
      throw new IOException("unknown code " + code);
    }
    return constant;
  }

  @Override
  public void verifyDeterministic() {}

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventCoder that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }
}

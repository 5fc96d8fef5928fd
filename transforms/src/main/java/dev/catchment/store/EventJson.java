package dev.catchment.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.Multimap;
import dev.catchment.model.Event;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Schema;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes an event as one JSON object on one line; docs/formats/events.md. */
public final class EventJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final List<String> GROUPS = List.of("properties", "traits", "context");

  private EventJson() {}

  /**
   * Writes an event.
   *
   * @param schema that of its values
   */
  public static String write(Event event, Schema schema) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("messageId", event.messageId());
      json.writeStringField("type", event.type().wireName());
      if (event.event() != null) {
        json.writeStringField("event", event.event());
      }
      json.writeStringField("timestamp", Instant.ofEpochMilli(event.timestamp()).toString());
      json.writeStringField("channel", event.channel());
      json.writeStringField("source", event.source());
      json.writeStringField("consent", event.consent().name().toLowerCase(Locale.ROOT));
      identifiers(event, json);
      for (String group : GROUPS) {
        values(event, schema, group, json);
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return line.toString();
  }

  private static void identifiers(Event event, JsonGenerator json) throws IOException {
    Multimap<String, String> byNamespace = LinkedHashMultimap.create();
    event.identifiers().forEach(one -> byNamespace.put(one.namespace(), one.value()));
    json.writeObjectFieldStart("identifiers");
    for (Map.Entry<String, Collection<String>> entry : byNamespace.asMap().entrySet()) {
      json.writeFieldName(entry.getKey());
      if (entry.getValue().size() == 1) {
        json.writeString(entry.getValue().iterator().next());
      } else {
        json.writeStartArray();
        for (String value : entry.getValue()) {
          json.writeString(value);
        }
        json.writeEndArray();
      }
    }
    json.writeEndObject();
  }

  private static void values(Event event, Schema schema, String group, JsonGenerator json)
      throws IOException {
    boolean isOpen = false;
    for (int slot = 0; slot < schema.size(); slot++) {
      Field field = schema.fields().get(slot);
      Object value = event.values().get(slot);
      if (value != null && field.name().startsWith(group + ".")) {
        if (!isOpen) {
          json.writeObjectFieldStart(group);
          isOpen = true;
        }
        json.writeFieldName(field.name().substring(group.length() + 1));
        value(field, value, json);
      }
    }
    if (isOpen) {
      json.writeEndObject();
    }
  }

  private static void value(Field field, Object value, JsonGenerator json) throws IOException {
    if (field.type() == FieldType.TIMESTAMP) {
      json.writeString(Instant.ofEpochMilli((Long) value).toString());
    } else if (value instanceof Double number && !Double.isFinite(number)) {
      json.writeNull();
    } else {
      json.writeObject(value);
    }
  }
}

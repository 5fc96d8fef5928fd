package dev.catchment.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.model.Position;
import dev.catchment.model.Rejected;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A rejected record as one line of JSON; described in {@code docs/formats/event-store.md}. */
public final class RejectedJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RejectedJson() {}

  /**
   * A rejected record that a store keeps.
   *
   * @param id its id; empty for one that was written before there were ids
   * @param record the record
   */
  public record Stored(String id, Rejected record) {}

  /** A record as one line; the time is ISO-8601 in UTC. */
  public static String write(Rejected rejected) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("id", rejected.id());
      json.writeStringField("stage", rejected.stage());
      json.writeStringField("reason", rejected.reason());
      json.writeStringField("message", rejected.message());
      json.writeStringField("field", rejected.field());
      json.writeStringField("source", rejected.source());
      json.writeStringField("file", rejected.position().file());
      json.writeNumberField("line", rejected.position().line());
      json.writeStringField("payload", rejected.payload());
      if (!rejected.pseudonyms().isEmpty()) {
        json.writeObjectFieldStart("pseudonyms");
        for (Map.Entry<String, String> pseudonym : rejected.pseudonyms().entrySet()) {
          json.writeStringField(pseudonym.getKey(), pseudonym.getValue());
        }
        json.writeEndObject();
      }
      if (rejected.truncated()) {
        json.writeBooleanField("truncated", true);
      }
      json.writeStringField("time", Instant.ofEpochMilli(rejected.time()).toString());
      json.writeNumberField("attempt", rejected.attempt());
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return line.toString();
  }

  /** Reads a line; empty when it is none that {@link #write} wrote. */
  public static Optional<Stored> read(String line) {
    try {
      JsonNode json = MAPPER.readTree(line);
      SortedMap<String, String> pseudonyms = new TreeMap<>();
      json.path("pseudonyms")
          .fields()
          .forEachRemaining(entry -> pseudonyms.put(entry.getKey(), entry.getValue().asText()));
      return Optional.of(
          new Stored(
              json.path("id").asText(),
              new Rejected(
                  json.required("stage").asText(),
                  json.required("reason").asText(),
                  json.required("message").asText(),
                  json.path("field").textValue(),
                  json.required("source").asText(),
                  new Position(json.required("file").asText(), json.required("line").asLong()),
                  json.path("payload").textValue(),
                  pseudonyms,
                  json.path("truncated").asBoolean(),
                  Instant.parse(json.required("time").asText()).toEpochMilli(),
                  json.path("attempt").asInt(1))));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException foreign) {
      return Optional.empty();
    }
  }
}

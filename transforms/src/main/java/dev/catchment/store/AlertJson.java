package dev.catchment.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.catchment.model.Alert;
import dev.catchment.model.Measured;
import dev.catchment.model.SeriesKey;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Alerts and the values of metrics as lines of JSON; described in {@code docs/formats/alerts.md}.
 */
public final class AlertJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private AlertJson() {}

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  /** A message of an alert; times are ISO-8601 in UTC. */
  public static String write(Alert alert) {
    return object(
        json -> {
          json.writeStringField("id", alert.id());
          json.writeStringField("status", alert.status().wireName());
          json.writeStringField("severity", alert.severity().wireName());
          json.writeStringField("monitor", alert.monitor());
          json.writeStringField("key", alert.key());
          json.writeStringField("metric", alert.metric());
          json.writeStringField("rule", alert.rule());
          time(json, "opened", alert.opened());
          time(json, "window_start", alert.windowStart());
          time(json, "window_end", alert.windowEnd());
          number(json, "value", alert.value());
          number(json, "expected", alert.expected());
          number(json, "score", alert.score());
          json.writeStringField("reason", alert.reason());
        });
  }

  /**
   * The values of one window.
   *
   * @param metrics the names of the values
   */
  public static String write(SeriesKey series, List<String> metrics, Measured measured) {
    return object(
        json -> {
          json.writeStringField("monitor", series.monitor());
          json.writeStringField("key", series.key());
          time(json, "window_start", measured.start());
          time(json, "window_end", measured.end());
          json.writeStringField("pane", measured.pane().name().toLowerCase(Locale.ROOT));
          json.writeNumberField("events", measured.events());
          json.writeObjectFieldStart("values");
          for (int metric = 0; metric < measured.width(); metric++) {
            number(json, metrics.get(metric), measured.value(metric));
          }
          json.writeEndObject();
        });
  }

  private static String object(Fields fields) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return line.toString();
  }

  private static void time(JsonGenerator json, String name, long millis) throws IOException {
    json.writeStringField(name, Instant.ofEpochMilli(millis).toString());
  }

  /** JSON has no name for what is no finite number. */
  private static void number(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }
}

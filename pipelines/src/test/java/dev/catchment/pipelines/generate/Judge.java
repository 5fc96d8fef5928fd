package dev.catchment.pipelines.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the sources of a world in the plainest way and decides by itself which records are sound,
 * knowing nothing of how they were made.
 */
final class Judge {
  /** A sound record: where it stands, what it says, by names common to all sources. */
  record Sound(String file, long line, Map<String, String> values) {}

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Set<String> TYPES = Set.of("track", "page", "screen", "identify");

  private final Map<String, String> reasons = new TreeMap<>();
  private final List<Sound> sound = new ArrayList<>();
  private final List<Map<String, String>> readable = new ArrayList<>();
  private final Set<String> messages = new HashSet<>();

  Judge(World world) {
    for (String source : List.of("web/", "app/", "orders/", "crm/")) {
      for (String file : world.files(source)) {
        long number = 0;
        List<String> header = null;
        for (byte[] line : world.lines(file)) {
          number++;
          if (number == 1 && file.endsWith(".csv")) {
            header = List.of(new String(line, StandardCharsets.UTF_8).split(",", -1));
          } else {
            judge(source, file, number, line, header);
          }
        }
      }
    }
  }

  /** The reason of every record that is not sound, by {@code file:line}. */
  Map<String, String> reasons() {
    return reasons;
  }

  List<Sound> sound() {
    return sound;
  }

  /** The values of all records that can be taken apart, sound or not. */
  List<Map<String, String>> readable() {
    return readable;
  }

  private void judge(String source, String file, long number, byte[] line, List<String> header) {
    Map<String, String> values = new HashMap<>();
    String reason = reason(source, line, header, values);
    if (reason == null && !messages.add(values.get("messageId"))) {
      reason = "duplicate";
    }
    if (reason == null) {
      sound.add(new Sound(file, number, values));
    } else {
      reasons.put(file + ":" + number, reason);
    }
  }

  private String reason(
      String source, byte[] line, List<String> header, Map<String, String> values) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      return "invalid_utf8";
    }
    if (header == null) {
      JsonNode record;
      try {
        record = JSON.readTree(text);
      } catch (JsonProcessingException e) {
        return "invalid_json";
      }
      if (!record.isObject()) {
        return "invalid_json";
      }
      takeJson(source, record, values);
    } else {
      List<String> fields = fields(text);
      if (fields == null) {
        return "broken_quote";
      }
      if (fields.size() != header.size()) {
        return "wrong_number_of_fields";
      }
      takeCsv(source, header, fields, values);
    }
    values.values().removeIf(String::isEmpty);
    readable.add(values);
    return flaw(source, values);
  }

  private static void takeJson(String source, JsonNode record, Map<String, String> values) {
    boolean web = source.equals("web/");
    JsonNode properties = web ? record.path("properties") : record;
    values.put("messageId", record.path(web ? "messageId" : "id").asText());
    values.put("type", record.path(web ? "type" : "kind").asText());
    values.put("timestamp", record.path(web ? "timestamp" : "ts").asText());
    values.put("price", properties.path("price").asText());
    values.put("product", properties.path("product").asText());
    values.put("cookie", record.path("anonymousId").asText());
    values.put("device", record.path("device_id").asText());
    values.put("customer", record.path(web ? "userId" : "customer_id").asText());
    values.put("agent", record.path("context").path("userAgent").asText());
    values.put("test", record.path("test").asText());
    JsonNode contact = web ? record.path("context").path("traits") : record;
    values.put("email", contact.path("email").asText());
  }

  private static void takeCsv(
      String source, List<String> header, List<String> fields, Map<String, String> values) {
    for (int i = 0; i < fields.size(); i++) {
      values.put(header.get(i), fields.get(i));
    }
    boolean orders = source.equals("orders/");
    values.put("messageId", values.get(orders ? "line_id" : "customer_id"));
    values.put("timestamp", values.get(orders ? "order_time" : "exported_at"));
    values.put("type", "track");
    values.put("customer", values.get("customer_id"));
  }

  private static String flaw(String source, Map<String, String> values) {
    if (values.getOrDefault("agent", "").contains("bot") || values.containsKey("test")) {
      return "filtered";
    }
    if ("no".equals(values.get("consent"))) {
      return "withheld";
    }
    for (String required : List.of("messageId", "timestamp")) {
      if (!values.containsKey(required)) {
        return "missing_" + required;
      }
    }
    if (source.equals("orders/") && !values.containsKey("order_id")) {
      return "missing_order_id";
    }
    if (!TYPES.contains(values.get("type"))) {
      return "invalid_type";
    }
    if (time(source, values.get("timestamp")) == null) {
      return "invalid_timestamp";
    }
    if (values.containsKey("email")
        && !values.get("email").strip().matches("[^@ ]+@[^@ .]+(\\.[^@ .]+)+")) {
      return "invalid_email";
    }
    for (String name : List.of("price", "unit_price", "quantity")) {
      double number = Double.parseDouble(values.getOrDefault(name, "1"));
      if (number < 0 || number > 100_000) {
        return "out_of_range_" + name;
      }
    }
    return null;
  }

  /** The moment that a source's timestamp means, or null when it means none. */
  static Instant time(String source, String text) {
    try {
      return switch (source) {
        case "app/" -> Instant.ofEpochMilli(Long.parseLong(text));
        case "orders/" -> Instant.parse(text.replace(' ', 'T') + "Z");
        default -> Instant.parse(text);
      };
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }

  /** The fields of one line of CSV, or null when its quotes are broken. */
  static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder field = new StringBuilder();
      if (at < line.length() && line.charAt(at) == '"') {
        int close = line.indexOf('"', at + 1);
        while (close >= 0 && close + 1 < line.length() && line.charAt(close + 1) == '"') {
          field.append(line, at + 1, close + 1);
          at = close + 1;
          close = line.indexOf('"', at + 1);
        }
        if (close < 0) {
          return null;
        }
        field.append(line, at + 1, close);
        at = close + 1;
      } else {
        int comma = line.indexOf(',', at);
        int end = comma < 0 ? line.length() : comma;
        field.append(line, at, end);
        at = end;
      }
      fields.add(field.toString());
      if (at == line.length()) {
        return fields;
      }
      if (line.charAt(at) != ',') {
        return null;
      }
      at++;
    }
  }
}

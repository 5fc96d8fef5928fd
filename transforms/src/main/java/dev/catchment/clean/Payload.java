package dev.catchment.clean;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;

/**
 * The columns of a record as a JSON object of texts whose size is bounded: where it would be
 * larger, the longest texts are cut to one length and end in {@link #CUT}. Names are never cut;
 * they come from the configuration.
 *
 * @param json the object
 * @param truncated whether a text was cut
 */
public record Payload(String json, boolean truncated) {
  /** The end of a text that was cut. */
  static final String CUT = "…";

  /** What JSON needs for a column beside name and text: four quotes, a colon and a comma. */
  private static final int MARKS = 6;

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * The payload of columns by name, in their order.
   *
   * @param limit the greatest length in characters
   */
  public static Payload of(Map<String, String> columns, int limit) {
    String json = write(columns, Integer.MAX_VALUE);
    if (json.length() <= limit) {
      return new Payload(json, false);
    }
    int longest = longest(columns, limit);
    json = write(columns, longest);
    // Characters that JSON escapes take more room than they were given.
    while (json.length() > limit && longest > 0) {
      longest /= 2;
      json = write(columns, longest);
    }
    return new Payload(json, true);
  }

  /** The length up to which texts are kept whole so that all together fit, escapes left aside. */
  private static int longest(Map<String, String> columns, int limit) {
    int[] lengths = columns.values().stream().mapToInt(String::length).sorted().toArray();
    int names = columns.keySet().stream().mapToInt(name -> name.length() + MARKS).sum();
    int room = limit - names - 2;
    for (int index = 0; index < lengths.length; index++) {
      int share = Math.max(0, room / (lengths.length - index));
      if (lengths[index] > share) {
        return share;
      }
      room -= lengths[index];
    }
    return Arrays.stream(lengths).max().orElse(0);
  }

  private static String write(Map<String, String> columns, int longest) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, String> column : columns.entrySet()) {
        json.writeStringField(column.getKey(), cut(column.getValue(), longest));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Math.max(0, longest - CUT.length());
    boolean splitsPair = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, splitsPair ? end - 1 : end) + CUT;
  }
}

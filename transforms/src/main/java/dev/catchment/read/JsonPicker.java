package dev.catchment.read;

import static com.google.common.base.Preconditions.checkState;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Picks the values at some dotted paths out of a JSON object without building the rest of it.
 *
 * <p>A text is taken as it is, a number or truth value as it is written, an object or array as
 * compact JSON; null and the empty text give null. Of a key that stands twice the last counts.
 */
final class JsonPicker {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, false)
          .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
          .build();

  private final Node root = new Node();
  private final int size;

  /** Picks the given distinct paths into slots of their order. */
  JsonPicker(List<String> paths) {
    size = paths.size();
    for (int slot = 0; slot < size; slot++) {
      Node node = root;
      for (String segment : ColumnPath.segments(paths.get(slot))) {
        node = node.children.computeIfAbsent(segment, unused -> new Node());
        node.below.add(slot);
      }
      checkState(node.slot < 0, "path %s stands twice", paths.get(slot));
      node.slot = slot;
    }
  }

  /** The values by slot, or null when the text is not one JSON object. */
  String[] pick(String text) {
    return pick(text, false);
  }

  /**
   * The values of a cell by slot, which may hold a list too, or null for nothing; null when it
   * holds none of these.
   */
  String[] pickFromCell(String text) {
    return pick(text, true);
  }

  private String[] pick(String text, boolean isCell) {
    String[] picked = new String[size];
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      boolean isCellToo = first == JsonToken.START_ARRAY || first == JsonToken.VALUE_NULL;
      if (first != JsonToken.START_OBJECT && !(isCell && isCellToo)) {
        return null;
      }
      pickChildren(parser, root, picked);
      if (parser.nextToken() != null) {
        return null;
      }
    } catch (IOException malformed) {
      return null;
    }
    if (text.contains("\\u")) {
      replaceLoneSurrogates(picked);
    }
    return picked;
  }

  /**
   * The elements of a list, of which those that are null or empty are left out; null when the text
   * is not one JSON list.
   */
  static List<String> elements(String text) {
    List<String> elements = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_ARRAY && first != JsonToken.VALUE_NULL) {
        return null;
      }
      while (first == JsonToken.START_ARRAY && parser.nextToken() != JsonToken.END_ARRAY) {
        String element = text(parser);
        if (element != null && !element.isEmpty()) {
          elements.add(element);
        }
      }
      if (parser.nextToken() != null) {
        return null;
      }
    } catch (IOException malformed) {
      return null;
    }
    if (text.contains("\\u")) {
      elements.replaceAll(JsonPicker::withoutLoneSurrogates);
    }
    return elements;
  }

  private void pickChildren(JsonParser parser, Node node, String[] picked) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        Node child = node.children.get(parser.getCurrentName());
        parser.nextToken();
        pick(parser, child, picked);
      }
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
        pick(parser, node.children.get(Integer.toString(index)), picked);
      }
    }
  }

  private void pick(JsonParser parser, Node node, String[] picked) throws IOException {
    if (node == null) {
      parser.skipChildren();
      return;
    }
    for (int slot : node.below) {
      picked[slot] = null;
    }
    if (node.slot < 0) {
      pickChildren(parser, node, picked);
      return;
    }
    boolean nested = parser.currentToken().isStructStart();
    String text = text(parser);
    picked[node.slot] = text == null || text.isEmpty() ? null : text;
    if (nested && !node.children.isEmpty()) {
      try (JsonParser inner = FACTORY.createParser(text)) {
        inner.nextToken();
        pickChildren(inner, node, picked);
      }
    }
  }

  private static String text(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case START_OBJECT, START_ARRAY -> compact(parser);
      default -> parser.getText();
    };
  }

  private static String compact(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      int depth = 0;
      do {
        JsonToken token = parser.currentToken();
        if (token.isNumeric()) {
          generator.writeNumber(parser.getText());
        } else {
          generator.copyCurrentEvent(parser);
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      } while (depth > 0 && parser.nextToken() != null);
    }
    return text.toString();
  }

  /**
   * Half a surrogate pair, which JSON can escape and UTF-8 cannot hold, becomes a question mark.
   */
  private static void replaceLoneSurrogates(String[] picked) {
    for (int slot = 0; slot < picked.length; slot++) {
      if (picked[slot] != null) {
        picked[slot] = withoutLoneSurrogates(picked[slot]);
      }
    }
  }

  private static String withoutLoneSurrogates(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private final List<Integer> below = new ArrayList<>();
    private int slot = -1;
  }
}

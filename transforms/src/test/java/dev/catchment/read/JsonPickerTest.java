package dev.catchment.read;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonPickerTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> PATHS =
      List.of("a", "a.b", "b.0.c", "c.a.b", "b.1", "", "a.b.c", "0");

  private static String[] pick(String json, String... paths) {
    return new JsonPicker(List.of(paths)).pick(json);
  }

  @Example
  void picksEveryKindOfValue() {
    String json =
        "{ \"s\": \" a\\nb \", \"n\": 1.10, \"e\": 1e400, \"t\": true, \"z\": null, \"q\": \"\","
            + " \"o\": {\"x\": [1, 2.50, {}]}, \"l\": [{\"sku\": \"A\"}, {\"sku\": \"B\"}]}";
    assertArrayEquals(
        new String[] {
          " a\nb ", "1.10", "1e400", "true", null, null, "{\"x\":[1,2.50,{}]}", "B", "2.50", null
        },
        pick(json, "s", "n", "e", "t", "z", "q", "o", "l.1.sku", "o.x.1", "no.such"));
  }

  @Example
  void lastOfDuplicateKeysWins() {
    assertArrayEquals(new String[] {"2"}, pick("{\"a\":1,\"a\":2}", "a"));
    assertArrayEquals(
        new String[] {null, "3"}, pick("{\"a\":{\"b\":1},\"a\":{\"c\":3}}", "a.b", "a.c"));
    assertArrayEquals(new String[] {null}, pick("{\"a\":{\"b\":1},\"a\":7}", "a.b"));
  }

  @Example
  void refusesWhatIsNotOneObject() {
    for (String text :
        List.of(
            "",
            "[]",
            "1",
            "null",
            "{",
            "{\"a\":1",
            "{\"a\":[1}",
            "{} {}",
            "{}x",
            "{'a':1}",
            "{\"a\":NaN}",
            "{\"a\":1,}",
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000))) {
      assertNull(pick(text, "a"));
    }
  }

  @Example
  void halfASurrogatePairBecomesAQuestionMark() {
    assertArrayEquals(
        new String[] {"?", "\uD83D\uDE00"},
        pick("{\"a\":\"\\ud83d\",\"b\":\"\\ud83d\\ude00\"}", "a", "b"));
  }

  @Provide
  Arbitrary<String> objects() {
    return object(3);
  }

  private static Arbitrary<String> object(int depth) {
    return Combinators.combine(Arbitraries.of("a", "b", "c", "0", ""), value(depth))
        .as((key, value) -> "\"" + key + "\": " + value)
        .list()
        .ofMaxSize(4)
        .map(entries -> "{" + String.join(" ,", entries) + "}");
  }

  private static Arbitrary<String> value(int depth) {
    Arbitrary<String> scalar =
        Arbitraries.of(
            "1", "-2.5", "true", "false", "null", "\"\"", "\"x \\u00e9\\\"\"", "\"é😀\"");
    if (depth == 0) {
      return scalar;
    }
    Arbitrary<String> array =
        value(depth - 1).list().ofMaxSize(3).map(values -> "[" + String.join(", ", values) + "]");
    return Arbitraries.oneOf(scalar, array, object(depth - 1));
  }

  /** Without duplicate keys inside picked objects, which the compact text keeps as written. */
  @Property(tries = 1000)
  void equalsPickingFromTheWholeTree(@ForAll("objects") String json) throws Exception {
    JsonNode tree = MAPPER.readTree(json);
    String[] expected = PATHS.stream().map(path -> find(tree, path)).toArray(String[]::new);
    String[] picked = new JsonPicker(PATHS).pick(json);
    for (int slot = 0; slot < picked.length; slot++) {
      boolean nested =
          picked[slot] != null
              && expected[slot] != null
              && (expected[slot].startsWith("{") || expected[slot].startsWith("["));
      if (nested) {
        picked[slot] = MAPPER.readTree(picked[slot]).toString();
      }
    }
    assertArrayEquals(expected, picked);
  }

  private static String find(JsonNode tree, String path) {
    JsonNode node = tree;
    for (String segment : path.split("\\.", -1)) {
      boolean index = node.isArray() && segment.matches("\\d+");
      node = index ? node.path(Integer.parseInt(segment)) : node.path(segment);
    }
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    String text = node.isTextual() ? node.textValue() : write(node);
    return text.isEmpty() ? null : text;
  }

  private static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException(failure);
    }
  }
}

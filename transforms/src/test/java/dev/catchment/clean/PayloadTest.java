package dev.catchment.clean;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.Test;

public class PayloadTest {
  private static final int LIMIT = 200;

  @Test
  public void whatFitsIsWhole() {
    Payload payload = Payload.of(Map.of("a", "x\"y"), LIMIT);
    assertEquals("{\"a\":\"x\\\"y\"}", payload.json());
    assertFalse(payload.truncated());
    assertEquals("{}", Payload.of(Map.of(), LIMIT).json());
  }

  @Test
  public void theLongestTextsAreCutToOneLength() throws Exception {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("id", "17");
    columns.put("note", "n".repeat(5000));
    columns.put("more", "m".repeat(300));
    Payload payload = Payload.of(columns, LIMIT);
    assertTrue(payload.truncated());
    JsonNode json = new ObjectMapper().readTree(payload.json());
    assertEquals("17", json.get("id").textValue());
    assertTrue(json.get("note").textValue().matches("n{70,}…"));
    assertEquals(json.get("note").textValue().length(), json.get("more").textValue().length());
    assertTrue(payload.json().length() <= LIMIT);
  }

  @Test
  public void aCharacterIsNotCutInTwo() throws Exception {
    Payload payload = Payload.of(Map.of("a", "😀".repeat(500)), LIMIT);
    String text = new ObjectMapper().readTree(payload.json()).get("a").textValue();
    assertTrue(text.matches("(😀)+…"));
  }

  @Property
  void isNeverLongerThanTheLimit(
      @ForAll @Size(max = 10) Map<@IntRange(max = 99) Integer, String> texts,
      @ForAll @IntRange(min = 1, max = 2000) int times)
      throws Exception {
    Map<String, String> columns = new LinkedHashMap<>();
    texts.forEach((name, text) -> columns.put(name.toString(), text.repeat(times)));
    Payload payload = Payload.of(columns, LIMIT);
    assertTrue(payload.json().length() <= LIMIT);
    JsonNode json = new ObjectMapper().readTree(payload.json());
    assertEquals(columns.size(), json.size());
    boolean isWhole =
        columns.entrySet().stream()
            .allMatch(column -> column.getValue().equals(json.get(column.getKey()).textValue()));
    if (!payload.truncated()) {
      assertTrue(isWhole);
    }
  }
}

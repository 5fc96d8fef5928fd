package dev.catchment.read;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

public class RecordUnpackerTest {
  private final List<List<String>> records = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  @Test
  public void valuesAreTakenOutOfCells() {
    Unpacking plan =
        new Unpacking(
            List.of("id", "contexts"),
            List.of("contexts -> 0.user.id", "id", "contexts -> 0.a\\.b", "contexts -> 1"),
            null);
    unpack(plan, "7", "[{\"user\":{\"id\":5},\"a.b\":\"dotted\"},{\"x\":[1]}]");
    unpack(plan, "8", "{\"0\":{\"user\":null}}");
    unpack(plan, "9", null);
    unpack(plan, "10", "null");
    assertEquals(
        List.of(
            Arrays.asList("5", "7", "dotted", "{\"x\":[1]}"),
            Arrays.asList(null, "8", null, null),
            Arrays.asList(null, "9", null, null),
            Arrays.asList(null, "10", null, null)),
        records);
    assertEquals(Arrays.asList(null, null, null, null), broken);
  }

  @Test
  public void aCellThatHoldsNoJsonIsNamed() {
    Unpacking plan = new Unpacking(List.of("c", "d"), List.of("c -> a", "d -> a", "d"), null);
    for (String text : List.of("{", "5", "\"a\"", "[1] 2", "{\"a\":1}}", "nul")) {
      unpack(plan, "{\"a\":1}", text);
      assertEquals(text, Arrays.asList("1", null, text), records.get(records.size() - 1));
      assertEquals(text, "d", broken.get(broken.size() - 1));
    }
    unpack(plan, "-", "-");
    assertEquals("the first", "c", broken.get(broken.size() - 1));
  }

  @Test
  public void aTextInsideOfJsonMayHoldJsonItself() {
    Unpacking plan = new Unpacking(List.of("c"), List.of("c -> data -> x.0"), null);
    unpack(plan, "{\"data\":\"{\\\"x\\\":[\\\"deep\\\"]}\"}");
    unpack(plan, "{\"data\":\"{\"}");
    unpack(plan, "{}");
    assertEquals(List.of(List.of("deep"), none(1), none(1)), records);
    assertEquals(Arrays.asList(null, "c -> data", null), broken);
  }

  @Test
  public void aRecordBecomesOneForEachElement() {
    Unpacking plan =
        new Unpacking(
            List.of("order", "items"),
            List.of("order", "items -> sku", "index", "row", "items"),
            new Explosion("items", null, "index", "row"));
    assertEquals(3, unpack(plan, "7", "[{\"sku\":\"a\"},null,\"\",{\"sku\":\"b\"},{}]"));
    assertEquals(
        List.of(
            List.of("7", "a", "1", "/data/in.csv:2", "{\"sku\":\"a\"}"),
            List.of("7", "b", "2", "/data/in.csv:2", "{\"sku\":\"b\"}"),
            Arrays.asList("7", null, "3", "/data/in.csv:2", "{}")),
        records);
  }

  @Test
  public void aRecordWithoutElementsStays() {
    Unpacking plan =
        new Unpacking(
            List.of("order", "items"),
            List.of("order", "items", "items -> sku", "index"),
            new Explosion("items", null, "index", null));
    for (String text : Arrays.asList(null, "[]", "null", "[null, \"\"]")) {
      assertEquals(1, unpack(plan, "7", text));
      assertEquals(Arrays.asList("7", null, null, null), records.remove(0));
      assertNull(broken.remove(0));
    }
    for (String text : List.of("{}", "5", "[1", "[1] 2", "a")) {
      assertEquals(1, unpack(plan, "7", text));
      assertEquals(Arrays.asList("7", null, null, null), records.remove(0));
      assertEquals("items", broken.remove(0));
    }
  }

  @Test
  public void onlyTheElementThatIsBrokenIsNamed() {
    Unpacking plan =
        new Unpacking(
            List.of("items"), List.of("items -> sku"), new Explosion("items", null, "index", null));
    unpack(plan, "[{\"sku\":\"a\"},5,{\"sku\":\"b\"}]");
    assertEquals(List.of(List.of("a"), none(1), List.of("b")), records);
    assertEquals(Arrays.asList(null, "items", null), broken);
  }

  @Test
  public void aCellIsSeparated() {
    Unpacking plan =
        new Unpacking(
            List.of("tags"), List.of("tags", "index"), new Explosion("tags", "|", "index", null));
    assertEquals(2, unpack(plan, "| red | |blue|"));
    assertEquals(List.of(List.of("red", "1"), List.of("blue", "2")), records);
    assertEquals("none but separators", 1, unpack(plan, "||"));
  }

  @Test
  public void theListMayBeInsideOfACell() {
    Unpacking plan =
        new Unpacking(
            List.of("order"),
            List.of("order -> id", "order -> items -> sku"),
            new Explosion("order -> items", null, "index", null));
    unpack(plan, "{\"id\":7,\"items\":[{\"sku\":\"a\"},{\"sku\":\"b\"}]}");
    assertEquals(List.of(List.of("7", "a"), List.of("7", "b")), records);
    unpack(plan, "{");
    assertEquals("order", broken.get(2));
  }

  @Test
  public void halfASurrogatePairBecomesAQuestionMark() {
    Unpacking plan =
        new Unpacking(List.of("c"), List.of("c"), new Explosion("c", null, "index", null));
    unpack(plan, "[\"\\ud800\"]");
    assertEquals(List.of(List.of("?")), records);
  }

  private int unpack(Unpacking plan, String... columns) {
    RawRecord record = RawRecord.of("s", new Position("/data/in.csv", 2), columns);
    return new RecordUnpacker(plan)
        .unpack(
            record,
            (made, flaw) -> {
              assertEquals(record.position(), made.position());
              records.add(Arrays.asList(made.columns()));
              broken.add(flaw);
            });
  }

  private static List<String> none(int columns) {
    return Arrays.asList(new String[columns]);
  }
}

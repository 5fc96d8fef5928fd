package dev.catchment.read;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever the texts of a record are, it becomes one or more records, and says of what is broken.
 */
class RecordUnpackerFuzzTest {
  private static final List<String> USED =
      List.of("a", "a -> 0.k", "a -> k.\\.", "b -> k", "b", "b -> k -> 0", "index", "row");

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> json =
        Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                ":",
                ",",
                ";",
                "\"k\"",
                "\"\"",
                "\"\\ud800\"",
                "1",
                "1e999",
                "null",
                "true",
                " ",
                "\\",
                "\"",
                "\u0000",
                "\ud83d",
                "é")
            .list()
            .ofMaxSize(12)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(
        json, json, Arbitraries.strings().ofMaxLength(20), Arbitraries.just(null));
  }

  @Property
  void aJsonListGivesOneRecordOrMore(@ForAll("texts") String a, @ForAll("texts") String b) {
    check(new Explosion("b", null, "index", "row"), a, b);
  }

  @Property
  void aSeparatedCellGivesOneRecordOrMore(@ForAll("texts") String a, @ForAll("texts") String b) {
    check(new Explosion("a", ";", "index", null), a, b);
  }

  @Property
  void cellsGiveOneRecord(@ForAll("texts") String a, @ForAll("texts") String b) {
    assertEquals(1, check(null, a, b));
  }

  private static int check(Explosion explosion, String a, String b) {
    List<String> used = USED.subList(0, explosion == null ? 6 : explosion.row() == null ? 7 : 8);
    RawRecord record = RawRecord.of("s", new Position("file", 1), a, b);
    List<RawRecord> made = new ArrayList<>();
    int count =
        new RecordUnpacker(new Unpacking(List.of("a", "b"), used, explosion))
            .unpack(
                record,
                (one, broken) -> {
                  assertEquals(used.size(), one.size());
                  assertTrue(
                      broken, broken == null || List.of("a", "b", "b -> k").contains(broken));
                  made.add(one);
                });
    assertEquals(made.size(), count);
    assertTrue(count >= 1);
    return count;
  }
}

package dev.catchment.pipelines.generate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.generate.Layout.Kind;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

public class LayoutTest {
  private static final WorldSpec LARGE = new WorldSpec(45_000, 3, 7, LocalDate.of(2026, 1, 1));

  @Test
  public void aLargeWorldHasPartsThatSortByDayAndThenPart() {
    Layout layout = new Layout(LARGE);
    long secondDay = LARGE.begin() + WorldSpec.DAY;

    assertEquals(
        "web/2026-01-02-00002-of-00003.jsonl.gz",
        layout.path(layout.file(Kind.WEB, secondDay, 20_000)));
    assertEquals(
        "orders/orders-00003-of-00003.csv",
        layout.path(layout.file(Kind.ORDERS, secondDay, 44_999)));
  }

  @Test
  public void numbersAndPathsAreOneToOne() {
    Layout layout = new Layout(LARGE);
    Map<Integer, String> paths = new HashMap<>();
    for (Kind kind : Kind.values()) {
      for (int day = 0; day < LARGE.days(); day++) {
        for (int index = 0; index < LARGE.people() + LARGE.internalVisitors(); index++) {
          int file = layout.file(kind, LARGE.begin() + day * WorldSpec.DAY, index);
          paths.computeIfAbsent(file, layout::path);
          assertEquals(kind, layout.kind(file));
        }
      }
    }
    assertEquals((2 * 3 + 6) * 3, paths.size());
    assertEquals(paths.size(), new HashSet<>(paths.values()).size());
  }

  @Test
  public void everyPartHasAnInternalVisitorSoThatItsListOfBadRecordsExists() {
    Set<Integer> parts = new HashSet<>();
    for (int n = 0; n < LARGE.internalVisitors(); n++) {
      parts.add(LARGE.part(LARGE.people() + n));
    }
    assertEquals(LARGE.parts(), parts.size());
  }

  @Test
  public void whatArrivesAfterTheEndIsInTheLastFile() {
    Layout layout = new Layout(LARGE);
    String path = layout.path(layout.file(Kind.APP, LARGE.end() + WorldSpec.DAY, 0));
    assertTrue(path, path.startsWith("app/2026-01-03"));
  }
}

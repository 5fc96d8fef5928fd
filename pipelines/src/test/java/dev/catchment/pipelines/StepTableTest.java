package dev.catchment.pipelines;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.common.collect.Table;
import com.google.common.collect.Tables;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.Test;

public class StepTableTest {
  private final Table<String, String, Long> counts =
      Tables.newCustomTable(new LinkedHashMap<>(), LinkedHashMap::new);

  @Test
  public void stepsAndOutcomesStandInTheirOrderAndAligned() {
    counts.put("Read web", "read", 1_234_567L);
    counts.put("Read web", "rejected", 12L);
    counts.put("Map web", "filtered", 4_380L);
    counts.put("Map web", "rejected", 3_000L);
    counts.put("Write events", "written", 1_227_175L);
    assertEquals(
        List.of(
            "step               read  rejected  filtered    written",
            "Read web      1,234,567        12",
            "Map web                     3,000     4,380",
            "Write events                                 1,227,175"),
        StepTable.of(counts));
  }

  @Test
  public void aLongNameIsShortened() {
    counts.put("Read a source with quite a long name", "read", 1L);
    assertEquals(
        List.of("step                  read", "Read a source with …     1"), StepTable.of(counts));
  }

  @Test
  public void whatCountsNothingHasNoTable() {
    assertEquals(List.of(), StepTable.of(counts));
  }

  @Test
  public void allOutcomesOfALargeJobFitAHundredColumns() {
    for (String outcome :
        List.of("read", "rejected", "withheld", "filtered", "accepted", "duplicate", "written")) {
      counts.put("Read a source with quite a long name", outcome, 9_999_999L);
    }
    StepTable.of(counts).forEach(line -> assertTrue(line, line.length() <= 100));
  }
}

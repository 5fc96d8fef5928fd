package dev.catchment.pipelines.monitor;

import static org.junit.Assert.assertEquals;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.Test;

public class StampsTest {
  private static final OptionalLong NOON =
      OptionalLong.of(Instant.parse("2026-03-01T12:00:00Z").toEpochMilli());

  @Test
  public void aTimeIsReadInEveryWay() {
    for (String text :
        new String[] {
          "2026-03-01T12:00:00Z",
          "2026-03-01 13:00+01:00",
          "2026-03-01 12:00:00.000",
          " 2026-03-01T12:00 ",
          "1772366400",
          "1772366400000"
        }) {
      assertEquals(text, NOON, new Stamps().read(text));
    }
    assertEquals(
        Instant.parse("2026-03-01T00:00:00Z").toEpochMilli(),
        new Stamps().read("2026-03-01").orElseThrow());
  }

  @Test
  public void allAreWrittenAsTheFirst() {
    Stamps stamps = new Stamps();
    assertEquals(OptionalLong.empty(), stamps.read("soon"));
    assertEquals(OptionalLong.of(10_000), stamps.read("10"));
    assertEquals(OptionalLong.empty(), stamps.read("2026-03-01"));
    assertEquals(OptionalLong.empty(), stamps.read("1772366400000"));
  }

  @Test
  public void aTimeBeyondAllMillisecondsIsNone() {
    assertEquals(OptionalLong.empty(), new Stamps().read("+999999999-01-01T00:00:00Z"));
    assertEquals(OptionalLong.empty(), new Stamps().read("-999999999-01-01T00:00:00"));
  }
}

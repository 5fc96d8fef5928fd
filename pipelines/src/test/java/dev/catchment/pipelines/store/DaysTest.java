package dev.catchment.pipelines.store;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import org.junit.Test;

public class DaysTest {
  private static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  @Test
  public void daysBeginAndEndAtMidnightInUtc() {
    Days days = Days.of("replace", "dt=2026-01-01..2026-01-31");
    assertFalse(days.contains(millis("2025-12-31T23:59:59.999Z")));
    assertTrue(days.contains(millis("2026-01-01T00:00:00Z")));
    assertTrue(days.contains(millis("2026-01-31T23:59:59.999Z")));
    assertFalse(days.contains(millis("2026-02-01T00:00:00Z")));
    assertTrue(days.contains("2026-01-31"));
    assertFalse(days.contains("2026-02-01"));
    assertFalse(days.contains(""));
    assertEquals("2026-01-01..2026-01-31", days.toString());
    assertEquals("2026-01-01", Days.of("dt", "2026-01-01").toString());
  }
}

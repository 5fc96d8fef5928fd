package dev.catchment.pipelines;

import static org.junit.Assert.assertEquals;

import java.util.Map;
import org.junit.Test;

public class ProgressTextTest {
  private static final Amount FILES = Amount.ofBytes(1_000_000);

  private static String files(long records, long bytes, long written, double seconds) {
    return ProgressText.of(
        FILES,
        Map.of("read", records, "bytes", bytes, "written", written),
        () -> "running",
        seconds);
  }

  @Test
  public void recordsRateTimePercentAndRestAreShown() {
    assertEquals(
        "1,234,560 records, 102,880 a second, 12 s, read 45 %, the rest in 15 s",
        files(1_234_560, 450_000, 0, 12));
  }

  @Test
  public void theRestIsInProportionToWhatIsRead() {
    assertEquals(
        "10 records, 0 a second, 1 min 40 s, read 1 %, the rest in 2 h 45 min",
        files(10, 10_000, 0, 100));
    assertEquals(
        "10 records, 0 a second, 1 min 40 s, read 99 %, the rest in 0 s",
        files(10, 999_000, 0, 100));
  }

  @Test
  public void theFirstSecondsForetellNothing() {
    assertEquals("8 records, 2 a second, 4 s, read 45 %", files(8, 450_000, 0, 4));
    assertEquals("0 s, running", ProgressText.of(FILES, Map.of(), () -> "running", 0));
  }

  @Test
  public void whenAllIsReadItSaysWhatIsBeingDone() {
    assertEquals("2,000 records, 31 s, read all, writing", files(2_000, 1_000_000, 0, 31));
    assertEquals("2,000 records, 35 s, read all, 750 written", files(2_000, 1_000_000, 750, 35));
  }

  @Test
  public void itNeverRunsPastTheEnd() {
    assertEquals("2,000 records, 31 s, read all, writing", files(2_000, 1_700_000, 0, 31));
  }

  @Test
  public void withoutASizeThereIsNoPercentage() {
    assertEquals(
        "300 records, 30 a second, 10 s, 20 written",
        ProgressText.of(
            Amount.ofBytes(0),
            Map.of("read", 300L, "bytes", 9L, "written", 20L),
            () -> "running",
            10));
  }

  @Test
  public void whereNothingIsToldNoNumberIsMadeUp() {
    assertEquals(
        "1 min 05 s, 3 of 12 tasks done",
        ProgressText.of(FILES, Map.of(), () -> "3 of 12 tasks done", 65));
  }

  @Test
  public void otherThingsThanRecordsAreCountedByTheirName() {
    assertEquals(
        "1,200 people, 120 a second, 10 s, simulated 60 %, the rest in 7 s",
        ProgressText.of(
            Amount.of("people", 2_000, "simulated"),
            Map.of("people", 1_200L),
            () -> "running",
            10));
  }

  @Test
  public void timesAreRoundedToWhatMatters() {
    assertEquals("59 s", ProgressText.time(59.4));
    assertEquals("1 min 00 s", ProgressText.time(59.5));
    assertEquals("1 h 00 min", ProgressText.time(3600));
    assertEquals("25 h 01 min", ProgressText.time(25 * 3600 + 119));
  }
}

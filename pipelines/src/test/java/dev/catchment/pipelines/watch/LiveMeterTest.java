package dev.catchment.pipelines.watch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import dev.catchment.account.Progress;
import dev.catchment.pipelines.Readings;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.Test;

public class LiveMeterTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private final LiveMeter meter = new LiveMeter(START);

  private LivePoint take(int second, Map<String, Long> counts) {
    return meter.take(
        new Readings(new TreeMap<>(counts), new TreeMap<>(), OptionalLong.empty()),
        START.plusSeconds(second),
        OptionalLong.empty());
  }

  @Test
  public void nothingIsKnownAtFirst() {
    LivePoint point = take(1, Map.of());
    assertEquals(0, point.events());
    assertEquals(0, point.perSecond(), 0);
    assertNull(point.p50());
    assertNull(point.behind());
    assertNull(point.lag());
  }

  @Test
  public void aRateIsThatOfTheLastTenSeconds() {
    for (int second = 1; second <= 30; second++) {
      take(second, Map.of(Progress.READ, 100L * second));
    }
    LivePoint point = take(31, Map.of(Progress.READ, 3_000L + 10_000));
    assertEquals((10_000 + 900) / 10.0, point.perSecond(), 1e-9);
    assertEquals(13_000, point.events());
  }

  @Test
  public void theShareOfTheRejectedIsThatOfTheLastTenSeconds() {
    for (int second = 1; second <= 20; second++) {
      take(second, Map.of(Progress.READ, 100L * second, "rejected", 50L));
    }
    assertEquals(
        0.5 / 10, take(21, Map.of(Progress.READ, 2_100L, "rejected", 100L)).rejectedShare(), 1e-9);
    for (int second = 22; second <= 40; second++) {
      take(second, Map.of(Progress.READ, 100L * second, "rejected", 100L));
    }
    assertEquals(0, take(41, Map.of(Progress.READ, 4_100L, "rejected", 100L)).rejectedShare(), 0);
  }

  @Test
  public void latenciesAreThoseOfTheLastMinute() {
    take(1, Map.of("latency_10000", 100L));
    for (int second = 2; second <= 30; second++) {
      take(second, Map.of("latency_10000", 100L));
    }
    assertEquals(10, take(31, Map.of("latency_10000", 100L)).p99(), 4);
    for (int second = 32; second <= 70; second++) {
      take(second, Map.of("latency_10000", 100L, "latency_100", (long) second));
    }
    assertEquals(0.1, take(71, Map.of("latency_10000", 100L, "latency_100", 71L)).p99(), 0.04);
  }

  @Test
  public void aCountThatBeginsAnewGoesOn() {
    take(1, Map.of(Progress.READ, 1_000L));
    assertEquals(1_010, take(2, Map.of(Progress.READ, 10L)).events());
    assertEquals(1_025, take(3, Map.of(Progress.READ, 25L)).events());
  }

  @Test
  public void aWorkerThatDoesNotTellInTimeTakesNothingAway() {
    take(1, Map.of(Progress.READ, 1_000L));
    assertEquals(1_000, take(2, Map.of(Progress.READ, 700L)).events());
    assertEquals(1_000, take(3, Map.of()).events());
    assertEquals(1_100, take(4, Map.of(Progress.READ, 1_100L)).events());
  }

  @Test
  public void alertsThatEndedAreNotOpen() {
    assertEquals(2, take(1, Map.of(Progress.OPENED, 5L, Progress.RESOLVED, 3L)).open());
    assertEquals(0, take(2, Map.of(Progress.OPENED, 5L, Progress.RESOLVED, 6L)).open());
  }

  @Test
  public void theWatermarkIsBehindThePresentOrAtIt() {
    Readings readings =
        new Readings(
            new TreeMap<>(), new TreeMap<>(), OptionalLong.of(START.toEpochMilli() + 4_500));
    assertEquals(1.5, meter.take(readings, START.plusSeconds(6), OptionalLong.of(7)).behind(), 0);
    assertEquals(0, meter.take(readings, START.plusSeconds(3), OptionalLong.empty()).behind(), 0);
  }
}

package dev.catchment.pipelines.traffic;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** Traffic of which everything is known, counted, and fitted again. */
public class TrafficFitTest {
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final double HOUR = 3600;
  private static final double DAY = 24 * HOUR;

  private static List<Cell> counted(Traffic traffic, double step, double length, long seed) {
    Arrivals arrivals = Arrivals.poisson(traffic, seed);
    List<Cell> cells = new ArrayList<>();
    double next = arrivals.next();
    for (int cell = 0; cell * step < length; cell++) {
      int count = 0;
      while (next < (cell + 1) * step) {
        count++;
        next = arrivals.next();
      }
      cells.add(new Cell(START + Math.round(cell * step * 1000), step, count));
    }
    return cells;
  }

  @Test
  public void constantTrafficHasNothingButARate() {
    FittedTraffic fitted = TrafficFit.of(counted(new ConstantTraffic(0.5), HOUR, 28 * DAY, 1));
    assertEquals(0.5, fitted.rate(), 0.01);
    assertEquals(List.of(), fitted.parts());
    assertEquals(List.of(), fitted.days());
    assertEquals(1, fitted.growth(), 0);
    assertTrue(fitted.bursts().isEmpty());
    assertEquals(START + 28 * 86_400_000L, fitted.end());
  }

  @Test
  public void rhythmsAreFoundAgain() {
    Traffic truth =
        new ConstantTraffic(0.5).times(Rhythm.daily(START, 1)).times(Rhythm.weekly(START, 1));
    FittedTraffic fitted = TrafficFit.of(counted(truth, HOUR, 56 * DAY, 2));
    assertEquals(1, fitted.growth(), 0);
    assertSame(truth, fitted.traffic(START, 1), 0.12);
    assertEquals(24, fitted.parts().size());
    assertEquals(7, fitted.days().size());
  }

  private static void assertSame(Traffic truth, Traffic fitted, double share) {
    for (int hour = 0; hour < 7 * 24; hour++) {
      double expected = truth.expected(hour * HOUR, (hour + 1) * HOUR);
      assertEquals(
          "hour " + hour,
          expected,
          fitted.expected(hour * HOUR, (hour + 1) * HOUR),
          share * expected + 60);
    }
  }

  @Test
  public void growthGoesOn() {
    Traffic truth =
        new ConstantTraffic(0.2).times(new Growth(60 * DAY)).times(Rhythm.daily(START, 1));
    FittedTraffic fitted = TrafficFit.of(counted(truth, HOUR, 90 * DAY, 3));
    assertEquals(Math.pow(2, 1 / 60.0), fitted.growth(), 0.0003);
    double later = 120 * DAY;
    assertEquals(
        truth.expected(later, later + DAY),
        fitted.traffic(START, 1).expected(later, later + DAY),
        0.05 * truth.expected(later, later + DAY));
  }

  @Test
  public void whatShrinksIsPlannedAsIfItStayed() {
    List<Cell> cells = new ArrayList<>();
    for (int day = 0; day < 60; day++) {
      cells.add(new Cell(START + day * 86_400_000L, DAY, Math.rint(1e6 * Math.pow(0.98, day))));
    }
    FittedTraffic fitted = TrafficFit.of(cells);
    assertEquals(0.98, fitted.growth(), 0.001);
    double last = 1e6 * Math.pow(0.98, 59);
    assertEquals(last, fitted.traffic(fitted.end(), 1).expected(0, DAY), 0.03 * last);
    assertTrue(fitted.words(), fitted.words().contains("shrinking by 2.00 % a day"));
  }

  @Test
  public void burstsAreFoundBesideTheRest() {
    Traffic calm = new ConstantTraffic(0.5).times(Rhythm.daily(START, 1));
    Traffic truth = calm.times(new Bursts(2 * DAY, 2 * HOUR, 6, 5));
    FittedTraffic fitted = TrafficFit.of(counted(truth, 600, 28 * DAY, 4));
    FittedTraffic.Burst burst = fitted.bursts().orElseThrow();
    assertEquals(6, burst.factor(), 0.5);
    assertEquals(2 * HOUR, burst.last(), 0.2 * HOUR);
    assertEquals(2 * DAY, burst.every(), 0.3 * DAY);
    assertEquals(0.5, fitted.rate(), 0.02);
  }

  /** Days as a whole tell the week, hours of some of them the day. */
  @Test
  public void countsOfDaysAndOfHoursGoTogether() {
    Traffic truth =
        new ConstantTraffic(0.5).times(Rhythm.daily(START, 1)).times(Rhythm.weekly(START, 1));
    List<Cell> cells = new ArrayList<>(counted(truth, DAY, 28 * DAY, 6));
    List<Cell> hours = counted(truth, HOUR, 35 * DAY, 6);
    cells.addAll(hours.subList(28 * 24, hours.size()));
    Collections.shuffle(cells, new Random(1));
    assertSame(truth, TrafficFit.of(cells).traffic(START, 1), 0.15);
  }

  @Test
  public void fewCountsAreARate() {
    FittedTraffic fitted = TrafficFit.of(List.of(new Cell(START, 60, 120)));
    assertEquals(2, fitted.rate(), 1e-9);
    assertEquals(1, fitted.cells());
  }

  @Test
  public void emptyHistoriesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> TrafficFit.of(List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> TrafficFit.of(List.of(new Cell(START, 60, 0))));
    assertThrows(
        IllegalArgumentException.class, () -> TrafficFit.of(List.of(new Cell(START, 7 * HOUR, 1))));
    assertThrows(IllegalArgumentException.class, () -> new Cell(START, 60, -1));
  }
}

package dev.catchment.pipelines.traffic;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

/** The laws of the traffic models and of the arrivals that are drawn from them. */
public class TrafficTest {
  private static final long MONDAY = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
  private static final double DAY = 86_400;

  private static final Map<String, Traffic> MODELS =
      new TreeMap<>(
          Map.of(
              "constant",
              new ConstantTraffic(3),
              "growth",
              new Growth(7_000),
              "daily",
              Rhythm.daily(MONDAY + 34_567_891, 1),
              "weekly",
              Rhythm.weekly(MONDAY + 34_567_891, 0.7),
              "bursts",
              new Bursts(900, 60, 8, 5),
              "quiet spells",
              new Bursts(900, 200, 0.25, 6),
              "product",
              new ConstantTraffic(2)
                  .times(Rhythm.daily(MONDAY, 0.8))
                  .times(new Growth(50_000))
                  .times(new Bursts(3_000, 100, 4, 9)),
              "sum",
              new ConstantTraffic(1).plus(new Bursts(500, 500, 2, 1)).plus(new Growth(9_000))));

  @Test
  public void theIntegralIsThatOfTheRate() {
    MODELS.forEach(
        (name, traffic) -> {
          double sum = 0;
          double step = 0.25;
          for (double time = 1_000; time < 31_000; time += step) {
            sum += step * traffic.rate(time + step / 2);
          }
          assertEquals(name, 1, traffic.expected(1_000, 31_000) / sum, 1e-3);
          assertEquals(
              name,
              traffic.expected(1_000, 31_000),
              traffic.expected(1_000, 7_777) + traffic.expected(7_777, 31_000),
              1e-6 * sum);
        });
  }

  @Test
  public void noRateIsAboveThePeak() {
    MODELS.forEach(
        (name, traffic) -> {
          for (double from = 0; from < 200_000; from += 7_919) {
            double peak = traffic.peak(from, from + 5_000);
            double greatest = 0;
            for (double time = from; time < from + 5_000; time += 3) {
              greatest = Math.max(greatest, traffic.rate(time));
            }
            assertTrue(name + " at " + from, greatest <= peak);
            assertTrue(name + " at " + from, peak <= 1.5 * Math.max(greatest, 1) * 8);
          }
        });
  }

  @Test
  public void everyKnotLiesAfterTheTime() {
    MODELS.forEach(
        (name, traffic) -> {
          double time = 0;
          for (int knot = 0; knot < 2_000 && time < 1e300; knot++) {
            double next = traffic.nextKnot(time);
            assertTrue(name + " at " + time, next > time);
            time = next;
          }
        });
  }

  @Test
  public void aRhythmHasTheMeanOneAndComesAgain() {
    Traffic daily = Rhythm.daily(MONDAY, 1);
    assertEquals(DAY, daily.expected(0, DAY), 1e-6 * DAY);
    assertEquals(daily.rate(12_345), daily.rate(12_345 + 3 * DAY), 1e-9);
    assertTrue(daily.rate(20.5 * 3600) > 8 * daily.rate(3.5 * 3600));
    Traffic weekly = Rhythm.weekly(MONDAY + (long) (2 * DAY * 1000), 1);
    assertEquals(7 * DAY, weekly.expected(0, 7 * DAY), 1e-6 * 7 * DAY);
    assertTrue("Sunday is above Wednesday", weekly.rate(4.5 * DAY) > 1.4 * weekly.rate(0.5 * DAY));
    assertEquals(1, Rhythm.daily(MONDAY, 0).rate(4_711), 1e-12);
  }

  @Test
  public void growthDoubles() {
    Traffic growth = new Growth(100);
    assertEquals(1, growth.rate(0), 0);
    assertEquals(8, growth.rate(300), 1e-9);
    assertEquals(100 / Math.log(2), growth.expected(0, 100), 1e-6);
  }

  @Test
  public void everySpanHasOneBurst() {
    Bursts bursts = new Bursts(600, 45, 10, 3);
    for (int span = 0; span < 50; span++) {
      assertEquals(555 + 45 * 10, bursts.expected(span * 600.0, (span + 1) * 600.0), 1e-6);
    }
  }

  @Test
  public void countsHaveMeanAndVarianceOfThePoissonDistribution() {
    MODELS.forEach(
        (name, traffic) -> {
          int runs = 400;
          double expected = traffic.expected(0, 2_000);
          double sum = 0;
          double squares = 0;
          for (int seed = 0; seed < runs; seed++) {
            int count = times(Arrivals.poisson(traffic, seed), 2_000).size();
            sum += count;
            squares += (count - expected) * (count - expected);
          }
          double error = Math.sqrt(expected / runs);
          assertEquals(name, expected, sum / runs, 4 * error);
          assertEquals(name, 1, squares / runs / expected, 0.3);
        });
  }

  @Test
  public void gapsOfAConstantRateAreExponential() {
    List<Double> times = times(Arrivals.poisson(new ConstantTraffic(50), 11), 2_000);
    double above = 0;
    for (int i = 1; i < times.size(); i++) {
      above += times.get(i) - times.get(i - 1) > 1.0 / 50 ? 1 : 0;
    }
    assertEquals(Math.exp(-1), above / times.size(), 0.01);
  }

  @Test
  public void evenArrivalsComeWhenTheyAreExpected() {
    MODELS.forEach(
        (name, traffic) -> {
          List<Double> times = times(Arrivals.even(traffic), 9_000);
          assertEquals(name, Math.floor(traffic.expected(0, 9_000)), times.size(), 1);
          for (int i = 0; i < times.size(); i += 97) {
            assertEquals(name, i + 1, traffic.expected(0, times.get(i)), 1e-5);
          }
        });
  }

  @Test
  public void aSeedGivesTheSameTimesAndAnotherOneOthers() {
    Traffic traffic = MODELS.get("product");
    assertEquals(
        times(Arrivals.poisson(traffic, 4), 500), times(Arrivals.poisson(traffic, 4), 500));
    assertTrue(
        !times(Arrivals.poisson(traffic, 4), 500).equals(times(Arrivals.poisson(traffic, 5), 500)));
  }

  private static List<Double> times(Arrivals arrivals, double end) {
    List<Double> times = new ArrayList<>();
    for (double time = arrivals.next(); time < end; time = arrivals.next()) {
      assertTrue(times.isEmpty() || time >= times.get(times.size() - 1));
      times.add(time);
    }
    return times;
  }
}

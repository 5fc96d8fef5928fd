package dev.catchment.pipelines.traffic;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import org.junit.Test;

/** Traffic as people write it down. */
public class TrafficSpecTest {
  private static final long MONDAY = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();

  @Test
  public void shapesMultiplyTheRate() {
    Traffic traffic =
        TrafficSpec.parse("growth:doubling=1d + daily:swing=0.5").traffic(10, MONDAY, 1);
    double time = 86_400 + 7_200;
    assertEquals(
        10 * new Growth(86_400).rate(time) * Rhythm.daily(MONDAY, 0.5).rate(time),
        traffic.rate(time),
        1e-9);
  }

  @Test
  public void burstsTakeTheirParameters() {
    Traffic traffic = TrafficSpec.parse("bursts:every=2m,last=500ms,factor=3").traffic(1, 0, 1);
    assertEquals(120 + 0.5 * 2, traffic.expected(0, 120), 1e-9);
  }

  @Test
  public void constantKeepsDistancesAndPoissonDoesNot() {
    Arrivals even = TrafficSpec.parse("constant").arrivals(4, MONDAY, 1);
    assertEquals(0.25, even.next(), 1e-9);
    assertEquals(0.5, even.next(), 1e-9);
    Arrivals poisson = TrafficSpec.parse("poisson").arrivals(4, MONDAY, 1);
    assertTrue(Math.abs(poisson.next() - 0.25) > 1e-3);
  }

  @Test
  public void whatIsWrongIsSaidWithWhatWouldBeRight() {
    refused("dayly", "there is no shape \"dayly\"; did you mean daily? The shapes are constant,");
    refused("", "there is no shape \"\". The shapes are");
    refused("growth", "growth needs doubling, such as growth:doubling=30d");
    refused("growth:doubling=", "growth needs doubling");
    refused("growth:doubling=0s", "growth: doubling is 0, valid is a number above 0");
    refused("growth:doubling=-1d", "doubling: \"-1d\" is no length of time such as 30s, 10m");
    refused("growth:doubling=30", "\"30\" is no length of time");
    refused("daily:swing=1.5", "daily: swing is 1.5, valid is a number from 0 to 1");
    refused("daily:swing=much", "daily: swing: \"much\" is no number");
    refused("daily:peak=3", "daily has no parameter \"peak\"; it has swing");
    refused("poisson:rate=3", "poisson has no parameter \"rate\"; it has none");
    refused("bursts:factor=0", "bursts: factor is 0, valid is a number above 0");
    refused("bursts:factor=-2", "bursts: factor is -2, valid is a number above 0");
    refused("bursts:every=10s,last=20s", "last is 20.0 s, longer than every, 10.0 s");
    refused("daily+daily", "daily stands twice");
    refused("constant+daily", "constant goes with no other shape; write daily");
  }

  private static void refused(String text, String message) {
    IllegalArgumentException refusal =
        assertThrows(text, IllegalArgumentException.class, () -> TrafficSpec.parse(text));
    assertTrue(refusal.getMessage(), refusal.getMessage().contains(message));
  }
}

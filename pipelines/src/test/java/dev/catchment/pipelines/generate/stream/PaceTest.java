package dev.catchment.pipelines.generate.stream;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Instant;
import org.junit.Test;

/** A pace by a clock that only sleeping moves. */
public class PaceTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private long millis;
  private int sleeps;

  @Test
  public void aMomentIsAwaitedButNotAMillisecondLonger() {
    Pace pace = pace(1);
    pace.await(2.5);
    assertEquals(2_500.0, (double) millis, 1);
    pace.await(2.4);
    assertEquals(2_500.0, (double) millis, 1);
  }

  @Test
  public void momentsThatAreCloseShareASleep() {
    Pace pace = pace(1);
    for (int message = 1; message <= 20_000; message++) {
      pace.await(message / 20_000.0);
    }
    assertEquals(1_000.0, (double) millis, 1);
    assertTrue("" + sleeps, sleeps <= 1_001);
  }

  @Test
  public void timePassesFasterAtAHigherSpeed() {
    pace(60).await(120);
    assertEquals(2_000.0, (double) millis, 1);
  }

  @Test
  public void withoutASpeedNothingIsAwaited() {
    Pace pace = pace(0);
    pace.await(1e9);
    assertEquals(0, millis);
    assertEquals(0, pace.behind(5), 0);
  }

  @Test
  public void howFarItIsBehindIsKnown() {
    Pace pace = pace(2);
    millis = 10_000;
    assertEquals(7, pace.behind(6), 1e-9);
    pace.await(6);
    assertEquals(0, sleeps);
  }

  @Test
  public void anEndedPaceWaitsNoMore() {
    Pace pace = pace(1);
    pace.end();
    pace.await(100);
    assertEquals(0, millis);
  }

  private Pace pace(double speed) {
    return new Pace(
        () -> START.plusMillis(millis),
        pause -> {
          millis += pause;
          sleeps++;
        },
        START,
        speed);
  }
}

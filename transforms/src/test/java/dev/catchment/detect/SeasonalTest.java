package dev.catchment.detect;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.Test;

public class SeasonalTest {
  private static final Seasonal DAILY = new Seasonal(false, ZoneOffset.UTC, 5, 30);

  @Test
  public void aValueThatIsUsualAtNoonIsUnusualAtMidnight() {
    int midnight = 10 * Series.DAY;
    List<Integer> alerts =
        Series.alerts(
            DAILY, 12 * Series.DAY, i -> i == midnight ? 10 : Series.day(i) + Series.noise(i) / 2);
    assertEquals(List.of(midnight), alerts);
  }

  @Test
  public void outliersDoNotHideTheNextOnes() {
    List<Integer> alerts =
        Series.alerts(
            DAILY,
            20 * Series.DAY,
            i -> i >= 10 * Series.DAY && i % 100 == 0 ? 500 : Series.day(i) + Series.noise(i));
    assertEquals(10 * Series.DAY / 100 + 1, alerts.size());
  }

  @Test
  public void aNewRhythmIsLearned() {
    List<Integer> alerts =
        Series.alerts(
            DAILY,
            60 * Series.DAY,
            i -> Series.day(i + (i > 10 * Series.DAY ? Series.DAY / 2 : 0)) + Series.noise(i));
    assertEquals("it is new first", 10 * Series.DAY + 1, (int) alerts.get(0), Series.DAY);
    assertTrue("and usual in the end", alerts.get(alerts.size() - 1) < 40 * Series.DAY);
  }

  @Test
  public void theHoursOfAWeekAreToldApart() {
    Seasonal weekly = new Seasonal(true, ZoneOffset.UTC, 5, 12);
    int sunday = 3 * Series.DAY; // 1970-01-01 was a Thursday.
    List<Integer> alerts =
        Series.alerts(
            weekly,
            8 * 7 * Series.DAY,
            i -> {
              boolean off = i / Series.DAY % 7 == 3;
              boolean wrong = i == 6 * 7 * Series.DAY + sunday + 150;
              return (off && !wrong ? 1 : 10) + Series.noise(i) / 2;
            });
    assertEquals(List.of(6 * 7 * Series.DAY + sunday + 150), alerts);
  }

  @Test
  public void hoursAreThoseOfTheZone() {
    // In Berlin 22:30 UTC is half past midnight in summer, when the clocks are an hour further on.
    Seasonal berlin = new Seasonal(false, ZoneId.of("Europe/Berlin"), 5, 2);
    SeasonalState state = berlin.create();
    long july = 1_782_858_600_000L;
    berlin.take(state, july, new double[] {1});
    assertEquals(1, state.centres.count(0));
  }

  @Test
  public void theReasonTellsWhatWasExpected() {
    List<Verdict> verdicts =
        Series.verdicts(DAILY, 10 * Series.DAY + 1, i -> i == 10 * Series.DAY ? 90 : i % 2);
    assertThat(verdicts.get(10 * Series.DAY).reason(), startsWith("90 is above the expected 0.5"));
  }
}

package dev.catchment.detect;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.Test;

public class NoveltyTest {
  private static final int WEEKS = 14 * Series.DAY;
  private static final int EVENT = 11 * Series.DAY + 130;

  private static double usual(int place) {
    return Series.day(place) + Series.noise(place) / 2;
  }

  private static void seesAt(int event, int patience, IntToDoubleFunction series) {
    List<Integer> before = Series.alerts(new Novelty(), WEEKS, NoveltyTest::usual);
    List<Integer> alerts = Series.alerts(new Novelty(), WEEKS, series);
    alerts.removeIf(place -> place < event);
    assertFalse("an alert after " + event, alerts.isEmpty());
    assertThat(alerts.get(0), lessThanOrEqualTo(event + patience));
    assertThat(
        "the usual series is calm by then",
        before.stream().filter(i -> i > 7 * Series.DAY).toList(),
        hasSize(0));
  }

  @Test
  public void seesASpike() {
    seesAt(EVENT, 0, i -> usual(i) + (i == EVENT ? 15 : 0));
  }

  @Test
  public void seesANewLevel() {
    seesAt(EVENT, 12, i -> usual(i) + (i >= EVENT ? 6 : 0));
  }

  @Test
  public void seesADayThatIsMissing() {
    int dawn = 11 * Series.DAY;
    seesAt(
        dawn,
        Series.DAY / 2,
        i -> i >= dawn && i < dawn + Series.DAY ? Series.noise(i) / 2 : usual(i));
  }

  @Test
  public void seesAnUnrest() {
    List<Integer> alerts =
        Series.alerts(
            new Novelty(), WEEKS, i -> Series.noise(i) * (i >= EVENT && i < EVENT + 100 ? 4 : 1));
    alerts.removeIf(place -> place < EVENT);
    assertThat(alerts.get(0), lessThan(EVENT + 20));
  }

  @Test
  public void learnsSpikesThatAreUsual() {
    List<Integer> alerts =
        Series.alerts(
            new Novelty(), WEEKS, i -> Series.noise(i) + (Series.noise(-i - 2) > 0.97 ? 30 : 0));
    assertThat(
        "of 30 spikes", alerts.stream().filter(i -> i > WEEKS / 2).count(), lessThanOrEqualTo(2L));
  }

  @Test
  public void anEventIsToldOnce() {
    List<Integer> alerts =
        Series.alerts(
            new Novelty(), WEEKS, i -> Series.noise(i) + (i >= EVENT && i < EVENT + 90 ? i : 0));
    assertEquals(1, alerts.stream().filter(i -> i >= EVENT && i < EVENT + 90).count());
  }

  @Test
  public void noVerdictDependsOnALaterValue() {
    List<Verdict> all = Series.verdicts(new Novelty(), 3000, NoveltyTest::usual);
    List<Verdict> part = Series.verdicts(new Novelty(), 3000, i -> i < 2000 ? usual(i) : 1e6 * i);
    assertEquals(all.subList(0, 2000), part.subList(0, 2000));
  }

  @Test
  public void theUnitDoesNotMatter() {
    List<Integer> alerts = Series.alerts(new Novelty(), WEEKS, Series::noise);
    for (double unit : new double[] {0x1p-40, 0x1p40}) {
      assertEquals(alerts, Series.alerts(new Novelty(), WEEKS, i -> unit * Series.noise(i)));
    }
  }

  @Test
  public void anotherValueInAConstantSeriesIsNew() {
    List<Integer> alerts = Series.alerts(new Novelty(), 1000, i -> i == 700 ? 4.5 : 4);
    assertEquals(700, (int) alerts.get(0));
  }

  @Test
  public void theFirstValuesAreNotJudged() {
    List<Integer> alerts = Series.alerts(new Novelty(), 1000, i -> Math.pow(2, i));
    assertThat(alerts.get(0), greaterThanOrEqualTo(150));
  }

  @Test
  public void theReasonTellsWhatIsNew() {
    List<Verdict> verdicts =
        Series.verdicts(new Novelty(), EVENT + 1, i -> i == EVENT ? 100 : i % 2);
    assertEquals(
        "100 after values of about 0.5333: the value is unlike any seen so far",
        verdicts.get(EVENT).reason());
  }
}

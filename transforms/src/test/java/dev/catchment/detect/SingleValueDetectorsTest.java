package dev.catchment.detect;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Change, z-score, stuck and absence. */
public class SingleValueDetectorsTest {
  private static Verdict take(
      Detector<double[]> detector, double[] state, long time, double value) {
    return detector.take(state, time, new double[] {value});
  }

  @Test
  public void aChangeIsThatOfOneValueToTheNext() {
    ChangeRate detector = new ChangeRate(-2, 3, 0, false);
    double[] state = detector.create();
    assertEquals(Verdict.UNKNOWN, take(detector, state, 0, 10));
    assertEquals(Verdict.calm(0, 10), take(detector, state, 1, 13));
    assertEquals(
        Verdict.alert(1, 13, "17 after 13 is a change of 4, above 3"),
        take(detector, state, 2, 17));
    assertEquals(
        Verdict.alert(1, 17, "14.5 after 17 is a change of -2.5, below -2"),
        take(detector, state, 3, 14.5));
  }

  @Test
  public void aRateIsTheChangeOverTheTime() {
    ChangeRate detector = new ChangeRate(-1e9, 60, 3_600_000, false);
    double[] state = detector.create();
    take(detector, state, 0, 0);
    assertFalse(take(detector, state, 1_800_000, 30).alert());
    assertEquals(
        "61 after 30 is a change of 62 in 1 h, above 60",
        take(detector, state, 3_600_000, 61).reason());
    assertFalse("over a gap", take(detector, state, 864_000_000, 10_000).alert());
  }

  @Test
  public void aRelativeChangeIsAShareOfTheValueBefore() {
    ChangeRate detector = new ChangeRate(-0.5, 0.1, 0, true);
    double[] state = detector.create();
    take(detector, state, 0, -100);
    assertEquals(
        "-85 after -100 is a change of 15 %, above 10 %", take(detector, state, 1, -85).reason());
    take(detector, state, 2, 0);
    assertEquals(Verdict.UNKNOWN, take(detector, state, 3, 7));
  }

  @Test
  public void aChangeHoweverLargeCanBeTold() {
    ChangeRate detector = new ChangeRate(-0.5, 0.1, 0, true);
    double[] state = detector.create();
    take(detector, state, 0, 1e-207);
    assertEquals(
        "1E+100 after 1E-207 is a change of 1E+102 %, above 10 %",
        take(detector, state, 1, 1e300).reason());
  }

  @Test
  public void duplicateStampsAndLateValuesAreNoChange() {
    ChangeRate detector = new ChangeRate(-1, 1, 0, false);
    double[] state = detector.create();
    take(detector, state, 10, 5);
    assertEquals(Verdict.UNKNOWN, take(detector, state, 10, 50));
    assertEquals(Verdict.UNKNOWN, take(detector, state, 9, 50));
    assertEquals(Verdict.calm(0, 5), take(detector, state, 11, 6));
  }

  @Test
  public void zscoreIsTheDistanceToTheMeanOfTheValuesBefore() {
    ZScore detector = new ZScore(3, 1000, 4);
    double[] state = detector.create();
    for (double value : new double[] {2, 4, 4, 6}) {
      assertEquals(Verdict.UNKNOWN, take(detector, state, 0, value));
    }
    Verdict verdict = take(detector, state, 0, 4 + 2 * Math.sqrt(2));
    assertEquals(2.0 / 5, verdict.score(), 1e-12);
    assertEquals(4, verdict.expected(), 1e-12);
  }

  @Test
  public void zscoreLearnsANewLevelAndKeepsSeeingOutliers() {
    ZScore detector = new ZScore(5, 50, 30);
    List<Integer> alerts =
        Series.alerts(
            detector,
            2000,
            i -> Series.noise(i) + (i == 500 || i == 510 ? 50 : i >= 1000 ? 20 : 0));
    assertEquals(List.of(500, 510, 1000), alerts.subList(0, 3));
    assertTrue(alerts.toString(), alerts.get(alerts.size() - 1) < 1100);
  }

  @Test
  public void anyOtherValueOfAConstantSeriesIsFar() {
    List<Verdict> verdicts = Series.verdicts(new ZScore(5, 50, 30), 101, i -> i < 100 ? 3 : 3.001);
    assertEquals(
        Verdict.alert(1, 3, "3.001 is above the expected 3, which never changed"),
        verdicts.get(100));
  }

  @Test
  public void aValueThatStaysIsStuckAfterAWhile() {
    Stuck detector = (Stuck) Detectors.of("stuck", Map.of("after", "1h"));
    List<Integer> alerts = Series.alerts(detector, 40, i -> i < 20 ? i : i < 35 ? 20 : 21);
    assertEquals(List.of(32, 33, 34), alerts);
    double[] state = detector.create();
    take(detector, state, 7_200_000, 1);
    assertEquals("late", Verdict.UNKNOWN, take(detector, state, 0, 2));
    assertEquals(
        "the value has been 1 for 1 h 1 min", take(detector, state, 10_860_000, 1).reason());
  }

  @Test
  public void aKeyIsAbsentAfterAFixedTime() {
    Absence detector = Absence.after(60_000);
    double[] state = detector.create();
    assertEquals(Long.MAX_VALUE, detector.deadline(state));
    assertEquals(Verdict.UNKNOWN, detector.silent(state, 1_000_000));
    take(detector, state, 1000, Double.NaN);
    take(detector, state, 500, 1);
    assertEquals(61_000, detector.deadline(state));
    assertEquals(Verdict.calm(1.0 / 3, Double.NaN), detector.silent(state, 31_000));
    assertEquals(
        Verdict.alert(0.5, Double.NaN, "nothing came for 1 min"), detector.silent(state, 61_000));
  }

  @Test
  public void aKeyIsAbsentAfterAMultipleOfTheUsualTime() {
    Absence detector = Absence.usual(3);
    double[] state = detector.create();
    for (int i = 0; i < 4; i++) {
      take(detector, state, i * 10_000L, 1);
      assertEquals(Long.MAX_VALUE, detector.deadline(state));
    }
    take(detector, state, 40_000, 1);
    assertEquals(70_000, detector.deadline(state));
    take(detector, state, 1_000_000, 1);
    long grown = detector.deadline(state) - 1_000_000;
    assertThat("one gap counts as three times the usual one", grown, greaterThan(30_000L));
    assertTrue(Long.toString(grown), grown < 45_000);
    assertEquals(
        "nothing came for 5 min; usually something comes every 14 s",
        detector.silent(state, 1_300_000).reason());
  }
}

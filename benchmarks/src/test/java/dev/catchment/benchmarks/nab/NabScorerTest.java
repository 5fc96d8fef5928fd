package dev.catchment.benchmarks.nab;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;

public class NabScorerTest {
  private static final int ROWS = 1000;
  private static final List<NabWindow> WINDOWS =
      List.of(new NabWindow(300, 399), new NabWindow(600, 699));
  private static final double TOLERANCE = 1e-9;

  private static double score(NabProfile profile, int... alarms) {
    boolean[] rows = new boolean[ROWS];
    for (int alarm : alarms) {
      rows[alarm] = true;
    }
    return new NabScorer(profile).score(rows, WINDOWS);
  }

  private static double standard(int... alarms) {
    return score(NabProfile.STANDARD, alarms);
  }

  @Test
  public void noAlarmMissesEveryWindow() {
    assertEquals(-2, standard(), TOLERANCE);
    assertEquals(-4, score(NabProfile.LOW_MISSES), TOLERANCE);
    assertEquals(0, new NabScorer(NabProfile.LOW_MISSES).scaled(-4, 2), TOLERANCE);
  }

  @Test
  public void anAlarmInTheFirstRowOfEveryWindowIsPerfect() {
    assertEquals(2, standard(300, 600), TOLERANCE);
    assertEquals(100, new NabScorer(NabProfile.STANDARD).scaled(2, 2), TOLERANCE);
  }

  @Test
  public void onlyTheFirstAlarmOfAWindowCounts() {
    assertEquals(standard(350, 600), standard(350, 351, 399, 600, 601), TOLERANCE);
  }

  @Test
  public void anAlarmInTheMiddleOfAWindowIsWorthMostOfOneAtItsStart() {
    // σ(-0.5) / σ(-1) = 0.84828 / 0.98661
    assertEquals(0.8482836399575129 / 0.9866142981514303 + 1, standard(350, 600), TOLERANCE);
  }

  @Test
  public void anAlarmBeforeEveryWindowCostsAll() {
    assertEquals(2 - 0.11, standard(200, 300, 600), TOLERANCE);
    assertEquals(2 - 0.22, score(NabProfile.LOW_FALSE_ALARMS, 200, 300, 600), TOLERANCE);
  }

  @Test
  public void anAlarmSoonAfterAWindowCostsLess() {
    // σ(10 / 99) = -0.24737
    assertEquals(
        2 + 0.11 * (2 / (1 + Math.exp(50 / 99.0)) - 1), standard(300, 409, 600), TOLERANCE);
    assertEquals(2 - 0.11, standard(300, 600, 999), 1e-3);
  }

  @Test
  public void alarmsInTheFirstRowsDoNotCount() {
    assertEquals(2, standard(0, 149, 300, 600), TOLERANCE);
    assertEquals(2 - 0.11, standard(150, 300, 600), TOLERANCE);
    assertEquals(150, NabScorer.probation(1000));
    assertEquals(750, NabScorer.probation(20_000));
  }
}

package dev.catchment.lookalike;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.Test;

public class ReachCurveTest {
  @Test
  public void countsTheSeedsAboveEachReach() {
    ReachCurve curve = new ReachCurve();
    double[] scores = new double[10];
    boolean[] seed = new boolean[10];
    Arrays.setAll(scores, row -> 10 - row);
    seed[0] = seed[1] = seed[4] = seed[9] = true;
    curve.add(scores, seed, ones(10));
    Evaluation evaluation = curve.evaluation();
    assertEquals(1, evaluation.folds());
    assertEquals(4, evaluation.seeds());
    assertEquals(6, evaluation.others());
    assertPoint(evaluation, 0.1, 0.25, 1, 2.5);
    assertPoint(evaluation, 0.2, 0.5, 1, 2.5);
    assertPoint(evaluation, 0.5, 0.75, 0.6, 1.5);
    assertPoint(evaluation, 0.45, 0.625, 2.5 / 4.5, 0.625 / 0.45);
    assertPoint(evaluation, 1, 1, 0.4, 1);
    assertEquals((6 + 6 + 4 + 0) / 24.0, evaluation.auc(), 1e-15);
  }

  @Test
  public void equalScoresAreWorthNothing() {
    ReachCurve curve = new ReachCurve();
    curve.add(new double[50], seeds(50, 5), ones(50));
    Evaluation evaluation = curve.evaluation();
    assertEquals(0.5, evaluation.auc(), 1e-15);
    evaluation.curve().forEach(point -> assertEquals(1, point.lift(), 1e-12));
    assertFalse(evaluation.isBetterThanChance());
  }

  @Test
  public void groupsAreReachedApartAndAddedUp() {
    ReachCurve curve = new ReachCurve();
    curve.add(new double[] {9, 8, 7, 6}, new boolean[] {true, false, false, false}, ones(4));
    curve.add(new double[] {4, 3, 2, 1}, new boolean[] {false, true, false, true}, ones(4));
    Evaluation evaluation = curve.evaluation();
    assertEquals(2, evaluation.folds());
    assertPoint(evaluation, 0.25, 1.0 / 3, 0.5, 4.0 / 3);
    assertPoint(evaluation, 0.5, 2.0 / 3, 0.5, 4.0 / 3);
    assertEquals((3 + 1) / 7.0, evaluation.auc(), 1e-15);
  }

  @Test
  public void aClearDifferenceOfManyIsBetterThanChance() {
    ReachCurve curve = new ReachCurve();
    double[] scores = new double[100];
    Arrays.setAll(scores, row -> -row);
    curve.add(scores, seeds(100, 20), ones(100));
    assertEquals(1, curve.evaluation().auc(), 0);
    assertTrue(curve.evaluation().isBetterThanChance());
  }

  /** A weight is a number of equal people, and the area is that over all pairs. */
  @Property(tries = 200)
  void agreesWithCountingPairs(@ForAll long seed) {
    Random random = new Random(seed);
    int size = 5 + random.nextInt(40);
    double[] scores = new double[size];
    boolean[] seeds = seeds(size, 1 + random.nextInt(size - 2));
    Arrays.setAll(scores, row -> random.nextInt(8));
    ReachCurve curve = new ReachCurve();
    curve.add(scores, seeds, ones(size));
    Evaluation single = curve.evaluation();
    assertEquals(People.auc(scores, seeds), single.auc(), 1e-12);
    ReachCurve doubled = new ReachCurve();
    double[] twos = new double[size];
    Arrays.fill(twos, 2);
    doubled.add(scores, seeds, twos);
    assertEquals(single.auc(), doubled.evaluation().auc(), 1e-12);
    double recall = 0;
    for (int step = 0; step < 100; step++) {
      CurvePoint point = single.curve().get(step);
      assertEquals(point.recall(), doubled.evaluation().curve().get(step).recall(), 1e-12);
      assertTrue(point.recall() >= recall - 1e-12);
      recall = point.recall();
    }
    assertEquals(1, recall, 1e-12);
  }

  private static void assertPoint(
      Evaluation evaluation, double reach, double recall, double precision, double lift) {
    CurvePoint point = evaluation.curve().get((int) Math.round(reach * 100) - 1);
    assertEquals(reach, point.reach(), 1e-15);
    assertEquals(recall, point.recall(), 1e-12);
    assertEquals(precision, point.precision(), 1e-12);
    assertEquals(lift, point.lift(), 1e-12);
  }

  private static boolean[] seeds(int size, int first) {
    boolean[] seeds = new boolean[size];
    Arrays.fill(seeds, 0, first, true);
    return seeds;
  }

  private static double[] ones(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return ones;
  }
}

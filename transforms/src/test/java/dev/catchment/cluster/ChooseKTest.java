package dev.catchment.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.Test;

public class ChooseKTest {
  @Test
  public void findsThePlantedNumber() {
    for (int planted : new int[] {3, 5, 7}) {
      for (long seed = 0; seed < 3; seed++) {
        ChooseK.Choice choice = choose(Planted.around(planted, 700, 1, seed), 10, seed);
        assertEquals(planted, choice.k());
        double silhouette = choice.curve().get(planted - 2).silhouette();
        assertTrue("" + silhouette, silhouette > 0.7);
      }
    }
  }

  @Test
  public void aTableWithoutStructureHasNoStrongOne() {
    ChooseK.Choice choice = choose(Planted.around(1, 2_000, 1, 5), 10, 0);
    assertEquals(9, choice.curve().size());
    for (ChooseK.Candidate candidate : choice.curve()) {
      assertTrue("" + candidate, candidate.silhouette() < 0.4);
      assertEquals("weak", Silhouette.strength(candidate.silhouette()));
    }
  }

  @Test
  public void theCurveHoldsEveryKAndTheInertiaOfAllPoints() {
    double[][] points = Planted.around(3, 10_000, 1, 8);
    List<ChooseK.Candidate> curve = choose(points, 5, 0).curve();
    for (int k = 2; k <= 5; k++) {
      ChooseK.Candidate candidate = curve.get(k - 2);
      assertEquals(k, candidate.k());
      double least = KMeans.of(k).fit(points).inertia();
      assertEquals(1, candidate.inertia() / least, 0.02);
      assertTrue(candidate.inertia() >= least * (1 - 1e-9));
    }
  }

  @Test
  public void weightsArePartOfTheChoice() {
    double[][] points = Planted.around(4, 400, 1, 3);
    double[] weights = Planted.weights(points);
    assertEquals(4, ChooseK.upTo(8).choose(points, weights).k());
    for (int index = 0; index < points.length; index++) {
      weights[index] = index % 4 == 0 ? 0 : 1;
    }
    assertEquals(3, ChooseK.upTo(8).choose(points, weights).k());
  }

  @Test
  public void equalPointsAreOneCluster() {
    double[][] points = new double[50][2];
    ChooseK.Choice choice = choose(points, 4, 0);
    assertEquals(1, choice.k());
    assertEquals(new ChooseK.Candidate(2, 0, 0), choice.curve().get(0));
  }

  @Test
  public void triesNoMoreClustersThanPoints() {
    assertEquals(new ChooseK.Choice(1, List.of()), choose(new double[][] {{3}}, 10, 0));
    ChooseK.Choice choice = choose(new double[][] {{0}, {1}, {50}}, 10, 0);
    assertEquals(2, choice.k());
    assertEquals(2, choice.curve().size());
  }

  @Test
  public void ofEqualCandidatesTheSmallestIsChosen() {
    double[][] points = new double[60][1];
    Arrays.setAll(points, index -> new double[] {index % 3});
    ChooseK.Choice choice = choose(points, 6, 0);
    assertEquals(3, choice.k());
    assertEquals(1, choice.curve().get(1).silhouette(), 0);
    assertEquals(1, choice.curve().get(4).silhouette(), 0);
  }

  @Test
  public void followsFromTheSeed() {
    double[][] points = Planted.around(1, 6_000, 1, 5);
    assertEquals(choose(points, 8, 1), choose(points, 8, 1));
    assertNotEquals(choose(points, 8, 1), choose(points, 8, 2));
  }

  @Test
  public void refusesALargestKOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> ChooseK.upTo(1));
    assertThrows(IllegalArgumentException.class, () -> ChooseK.upTo(101));
  }

  private static ChooseK.Choice choose(double[][] points, int most, long seed) {
    return ChooseK.upTo(most).withSeed(seed).choose(points, Planted.weights(points));
  }
}

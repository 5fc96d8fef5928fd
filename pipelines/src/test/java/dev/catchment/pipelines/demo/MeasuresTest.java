package dev.catchment.pipelines.demo;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.Test;

public class MeasuresTest {
  private static final double EXACT = 1e-12;

  @Test
  public void theAdjustedRandIndexMatchesPublishedExamples() {
    // scikit-learn's documentation of adjusted_rand_score.
    assertEquals(1, rand("0 0 1 1", "0 0 1 1"), EXACT);
    assertEquals(1, rand("0 0 1 1", "1 1 0 0"), EXACT);
    assertEquals(4.0 / 7, rand("0 0 1 2", "0 0 1 1"), EXACT);
    assertEquals(4.0 / 7, rand("0 0 1 1", "0 0 1 2"), EXACT);
    assertEquals(0, rand("0 0 0 0", "0 1 2 3"), EXACT);
    assertEquals(-0.5, rand("0 0 1 1", "0 1 0 1"), EXACT);
  }

  @Test
  public void theAdjustedRandIndexOfChanceIsNearZero() {
    SplittableRandom random = new SplittableRandom(1);
    List<String> left = new ArrayList<>();
    List<String> right = new ArrayList<>();
    for (int item = 0; item < 5000; item++) {
      left.add("" + random.nextInt(5));
      right.add("" + random.nextInt(5));
    }
    assertEquals(0, AdjustedRand.of(left, right), 0.01);
  }

  @Test
  public void groupingsOfDifferentItemsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> rand("0 1", "0"));
  }

  @Test
  public void pairsAreCountedByHand() {
    PairScore score =
        PairScore.of(List.of("a", "a", "a", "b", "b"), List.of("1", "1", "2", "2", "3"));
    assertEquals("joined: (0,1) and (2,3); right: (0,1)", 0.5, score.precision(), EXACT);
    assertEquals("belonging: three pairs of a, one of b", 0.25, score.recall(), EXACT);
  }

  @Test
  public void nothingJoinedIsPreciseAndFindsNothing() {
    PairScore score = PairScore.of(List.of("a", "a"), List.of("1", "2"));
    assertEquals(1, score.precision(), EXACT);
    assertEquals(0, score.recall(), EXACT);
  }

  private static double rand(String left, String right) {
    return AdjustedRand.of(List.of(left.split(" ")), List.of(right.split(" ")));
  }
}

package dev.catchment.cluster;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.Test;

public class MatchClustersTest {
  @Property(tries = 1000)
  void isTheBestOfAllMatchings(
      @ForAll @IntRange(min = 1, max = 6) int before,
      @ForAll @IntRange(min = 1, max = 6) int after,
      @ForAll boolean coarse,
      @ForAll long seed) {
    SplitMix random = new SplitMix(seed);
    double[][] earlier = random(random, before, coarse);
    double[][] now = random(random, after, coarse);
    int[] numbers = MatchClusters.numbers(earlier, now);
    assertEquals(after, Arrays.stream(numbers).distinct().count());
    int largest = Math.max(before, after);
    assertTrue(Arrays.stream(numbers).allMatch(number -> number >= 0 && number < largest));
    double cost = 0;
    int matched = 0;
    for (int index = 0; index < after; index++) {
      if (numbers[index] < before) {
        cost += Matrices.squaredDistance(earlier[numbers[index]], now[index]);
        matched++;
      }
    }
    assertEquals(Math.min(before, after), matched);
    double[][] few = before < after ? earlier : now;
    double[][] many = before < after ? now : earlier;
    assertEquals(least(few, many, 0, new boolean[many.length]), cost, 1e-12);
  }

  private static double least(double[][] few, double[][] many, int row, boolean[] taken) {
    double least = row == few.length ? 0 : Double.POSITIVE_INFINITY;
    for (int column = 0; row < few.length && column < many.length; column++) {
      if (!taken[column]) {
        taken[column] = true;
        double cost = Matrices.squaredDistance(few[row], many[column]);
        least = Math.min(least, cost + least(few, many, row + 1, taken));
        taken[column] = false;
      }
    }
    return least;
  }

  @Test
  public void aModelTrainedAgainKeepsItsNumbers() {
    double[][] earlier = random(new SplitMix(1), 1_000, false);
    int[] order = new int[1_000];
    Arrays.setAll(order, index -> 7 * index % 1_000);
    double[][] now = new double[1_000][];
    Arrays.setAll(now, index -> earlier[order[index]].clone());
    assertArrayEquals(order, MatchClusters.numbers(earlier, now));
  }

  @Test
  public void clustersThatAreNewAreNumberedOn() {
    double[][] earlier = {{0}, {10}};
    double[][] now = {{50}, {11}, {70}, {1}};
    assertArrayEquals(new int[] {2, 1, 3, 0}, MatchClusters.numbers(earlier, now));
  }

  @Test
  public void clustersThatAreGoneLeaveTheirNumbers() {
    double[][] earlier = {{0}, {10}, {20}};
    assertArrayEquals(new int[] {2, 0}, MatchClusters.numbers(earlier, new double[][] {{21}, {1}}));
  }

  @Test
  public void theTotalDistanceCountsNotTheNearest() {
    double[][] earlier = {{0}, {10}};
    double[][] now = {{10}, {25}};
    assertArrayEquals(new int[] {0, 1}, MatchClusters.numbers(earlier, now));
  }

  private static double[][] random(SplitMix random, int count, boolean coarse) {
    double[][] points = new double[count][3];
    for (double[] point : points) {
      for (int i = 0; i < point.length; i++) {
        double value = 4 * random.nextDouble();
        point[i] = coarse ? Math.floor(value) : value;
      }
    }
    return points;
  }
}

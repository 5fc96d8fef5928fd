package dev.catchment.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.Test;

public class SilhouetteTest {
  @Test
  public void isThatOfScikitLearn() throws IOException {
    for (ReferenceClustering each : ReferenceClustering.all()) {
      double mean = Silhouette.of(each.points(), each.weights()).mean(each.clusters());
      assertEquals(each.name(), 1, mean / each.expected("silhouette"), each.tolerance());
    }
  }

  @Test
  public void isThatOfTheDefinition() {
    double[][] points = {{0}, {1}, {10}, {12}, {30}};
    int[] clusters = {0, 0, 1, 1, 2};
    double expected = (10 / 11.0 + 9 / 10.0 + 7.5 / 9.5 + 9.5 / 11.5 + 0) / 5;
    assertEquals(expected, mean(points, new double[] {1, 1, 1, 1, 1}, clusters), 1e-15);
  }

  @Test
  public void aPointCountsAsItsWeight() {
    double[][] points = {{0}, {1}, {10}, {12}};
    int[] clusters = {0, 0, 1, 1};
    double first = 1 - 1 / ((10 + 12 * 3) / 4.0);
    double second = 1 - 1 / ((9 + 11 * 3) / 4.0);
    double third = 1 - 2 / ((10 * 2 + 9) / 3.0);
    double fourth = 1 - 2 / ((12 * 2 + 11) / 3.0);
    double expected = (2 * first + second + third + 3 * fourth) / 7;
    assertEquals(expected, mean(points, new double[] {2, 1, 1, 3}, clusters), 1e-15);
  }

  @Test
  public void aPointAloneIsOnTheBorderUnlessItStandsForMany() {
    double[][] points = {{0}, {1}};
    int[] clusters = {0, 1};
    assertEquals(0, mean(points, new double[] {1, 1}, clusters), 0);
    assertEquals(1, mean(points, new double[] {5, 5}, clusters), 0);
    assertEquals(0.75, mean(points, new double[] {1, 3}, clusters), 0);
  }

  @Test
  public void oneClusterOrEqualPointsHaveNone() {
    double[] weights = {1, 1, 1};
    assertEquals(0, mean(new double[][] {{0}, {1}, {7}}, weights, new int[] {2, 2, 2}), 0);
    assertEquals(0, mean(new double[][] {{4}, {4}, {4}}, weights, new int[] {0, 0, 1}), 0);
  }

  @Test
  public void aSampleIsNearTheWhole() {
    SplitMix random = new SplitMix(3);
    double[][] points = new double[5_000][];
    int[] clusters = new int[points.length];
    double[] weights = new double[points.length];
    for (int index = 0; index < points.length; index++) {
      clusters[index] = (int) (4 * random.nextDouble());
      weights[index] = 1 + random.nextDouble();
      points[index] = new double[] {clusters[index] + 2 * random.nextDouble(), random.nextDouble()};
    }
    assertEquals(naive(points, weights, clusters), mean(points, weights, clusters), 0.01);
  }

  @Property(tries = 200)
  void isFromMinusOneToOneAndThatOfTheNaiveTwin(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int count,
      @ForAll @IntRange(min = 1, max = 8) int k,
      @ForAll boolean coarse) {
    SplitMix random = new SplitMix(seed);
    double[][] points = new double[count][2];
    int[] clusters = new int[count];
    double[] weights = new double[count];
    for (int index = 0; index < count; index++) {
      Arrays.setAll(points[index], i -> 4 * random.nextDouble());
      if (coarse) {
        Arrays.setAll(points[index], i -> Math.floor(4 * random.nextDouble()));
      }
      clusters[index] = (int) (k * random.nextDouble());
      weights[index] = coarse ? 1 : 0.1 + 3 * random.nextDouble();
    }
    double mean = mean(points, weights, clusters);
    assertTrue(mean >= -1 && mean <= 1);
    assertEquals(naive(points, weights, clusters), mean, 1e-12);
  }

  private static double naive(double[][] points, double[] weights, int[] clusters) {
    int k = Arrays.stream(clusters).max().getAsInt() + 1;
    double sum = 0;
    for (int one = 0; one < points.length; one++) {
      double[] distance = new double[k];
      double[] mass = new double[k];
      for (int other = 0; other < points.length; other++) {
        if (one != other) {
          double dx = points[one][0] - points[other][0];
          double dy = points[one][1] - points[other][1];
          distance[clusters[other]] += weights[other] * Math.hypot(dx, dy);
          mass[clusters[other]] += weights[other];
        }
      }
      int own = clusters[one];
      double b = Double.MAX_VALUE;
      for (int cluster = 0; cluster < k; cluster++) {
        b =
            cluster == own || mass[cluster] == 0
                ? b
                : Math.min(b, distance[cluster] / mass[cluster]);
      }
      double a = mass[own] == 0 ? 0 : distance[own] / mass[own];
      boolean none = b == Double.MAX_VALUE || a == b || (mass[own] == 0 && weights[one] <= 1);
      sum += none ? 0 : weights[one] * (b - a) / Math.max(a, b);
    }
    return sum / Arrays.stream(weights).sum();
  }

  @Test
  public void saysHowStrongTheStructureIs() {
    assertEquals("strong", Silhouette.strength(0.71));
    assertEquals("reasonable", Silhouette.strength(0.7));
    assertEquals("weak", Silhouette.strength(0.5));
    assertEquals("none", Silhouette.strength(0.25));
  }

  @Test
  public void refusesClustersOfOtherPoints() {
    Silhouette silhouette = Silhouette.of(new double[2][1], new double[] {1, 1});
    assertThrows(IllegalArgumentException.class, () -> silhouette.mean(new int[3]));
  }

  private static double mean(double[][] points, double[] weights, int[] clusters) {
    return Silhouette.of(points, weights).mean(clusters);
  }
}

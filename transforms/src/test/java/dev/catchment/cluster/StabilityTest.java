package dev.catchment.cluster;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.Test;

public class StabilityTest {
  @Test
  public void clustersFarApartAreStable() {
    for (int planted : new int[] {2, 5, 20}) {
      double[] stability = of(Planted.around(planted, 500, 0.4, 4), planted);
      assertEquals(planted, stability.length);
      for (double each : stability) {
        assertTrue("" + each, each > 0.95 && each <= 1);
        assertEquals("stable", Stability.verdict(each));
      }
    }
  }

  @Test
  public void halvesOfOneGaussianAreNot() {
    for (double each : ofHalves(8)) {
      assertTrue("" + each, each > 1 / 3.0 && each < 0.75);
    }
    assertEquals(0.81, Arrays.stream(ofHalves(2)).average().orElseThrow(), 0.05);
    assertEquals(0.64, Arrays.stream(ofHalves(5)).average().orElseThrow(), 0.05);
  }

  private static double[] ofHalves(int coordinates) {
    return LongStream.range(0, 10)
        .mapToObj(seed -> of(Planted.round(coordinates, 500, seed), 2))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  @Test
  public void aClusterIsAssessedByItself() {
    double[][] points = Planted.around(2, 400, 1, 6);
    for (double[] point : points) {
      if (point[0] > 0) {
        point[0] = 10 + 2.5 * (point[0] - 10);
        point[1] *= 2.5;
      }
    }
    double[][] centroids = {{-10, 0}, {10, 2}, {10, -2}};
    double[] stability = Stability.of(points, Planted.weights(points), centroids, 0);
    assertTrue("" + stability[0], stability[0] > 0.95);
    assertTrue("" + stability[1], stability[1] < 0.75);
    assertTrue("" + stability[2], stability[2] < 0.75);
  }

  @Test
  public void oneClusterIsAlwaysFoundAgain() {
    assertArrayEquals(new double[] {1}, of(Planted.around(1, 100, 1, 6), 1), 0);
  }

  @Test
  public void ofAClusterWithoutPointsNothingIsKnown() {
    double[][] points = Planted.around(2, 100, 1, 6);
    double[][] centroids = {{10, 0}, {-10, 0}, {1e9, 1e9}};
    double[] stability = Stability.of(points, Planted.weights(points), centroids, 0);
    assertTrue(Double.isNaN(stability[2]));
    assertEquals("unknown", Stability.verdict(stability[2]));
  }

  @Test
  public void fewerPointsThanClustersIsNoError() {
    double[] stability =
        Stability.of(new double[][] {{0}}, new double[] {9}, new double[][] {{0}, {1}}, 0);
    assertArrayEquals(new double[] {1, Double.NaN}, stability, 0);
  }

  @Test
  public void followsFromTheSeedAndTheWeights() {
    double[][] points = Planted.around(1, 5_000, 1, 6);
    double[] weights = Planted.weights(points);
    double[][] centroids = KMeans.of(3).fit(points).centroids();
    double[] once = Stability.of(points, weights, centroids, 1);
    assertArrayEquals(once, Stability.of(points, weights, centroids, 1), 0);
    assertTrue(once[0] != Stability.of(points, weights, centroids, 2)[0]);
    weights[0] = 500;
    assertTrue(once[0] != Stability.of(points, weights, centroids, 1)[0]);
  }

  @Test
  public void moreThanAHundredClustersAreNotAssessed() {
    double[][] points = Planted.around(7, 200, 1, 6);
    assertEquals(100, of(points, 100).length);
    assertEquals(0, of(points, 101).length);
  }

  @Test
  public void saysWhatAValueMeans() {
    assertEquals("stable", Stability.verdict(0.85));
    assertEquals("doubtful", Stability.verdict(0.84));
    assertEquals("doubtful", Stability.verdict(0.6));
    assertEquals("unstable", Stability.verdict(0.59));
  }

  private static double[] of(double[][] points, int k) {
    double[][] centroids = KMeans.of(k).fit(points).centroids();
    return Stability.of(points, Planted.weights(points), centroids, 0);
  }
}

package dev.catchment.cluster;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.Test;

public class KMeansTest {
  @Property(tries = 200)
  void inertiaNeverIncreases(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int k, @ForAll boolean coarse) {
    SplitMix random = new SplitMix(seed);
    double[][] points = random(random, 60, coarse);
    double[] weights = IntStream.range(0, 60).mapToDouble(i -> 0.1 + random.nextDouble()).toArray();
    Lloyd lloyd = new Lloyd(points, weights);
    double[][] centroids = random(random, k, coarse);
    double last = Double.POSITIVE_INFINITY;
    for (int step = 0; step < 20; step++) {
      Lloyd.Assignment assignment = lloyd.assign(centroids);
      assertTrue(assignment.inertia() <= last * (1 + 1e-12));
      last = assignment.inertia();
      centroids = lloyd.move(centroids, assignment);
    }
  }

  private static double[][] random(SplitMix random, int rows, boolean coarse) {
    double[][] points = new double[rows][3];
    for (double[] point : points) {
      for (int i = 0; i < point.length; i++) {
        double value = 4 * random.nextDouble();
        point[i] = coarse ? Math.floor(value) : value;
      }
    }
    return points;
  }

  @Test
  public void findsSeparateGroups() {
    double[][] rows = Tables.groups(5);
    double[][] centroids = KMeans.of(5).fit(rows).centroids();
    Arrays.sort(centroids, Arrays::compare);
    for (int group = 0; group < 5; group++) {
      assertArrayEquals(
          new double[] {10 * group + 0.5, 0.5, 5 * group + 0.5}, centroids[group], 0.2);
    }
  }

  @Test
  public void aWeightIsANumberOfPoints() {
    double[][] points = {{0}, {1}, {5}, {9}};
    double[][] repeated = {{0}, {0}, {0}, {1}, {5}, {9}, {9}};
    KMeans.Result weighted = KMeans.of(2).fit(points, new double[] {3, 1, 1, 2});
    assertEquals(KMeans.of(2).fit(repeated).inertia(), weighted.inertia(), 1e-12);
  }

  @Test
  public void fewerDistinctPointsThanClustersIsNoError() {
    double[][] points = {{1, 1}, {1, 1}, {2, 2}, {1, 1}};
    KMeans.Result result = KMeans.of(3).fit(points);
    assertEquals(0, result.inertia(), 0);
    for (double[] centroid : result.centroids()) {
      assertTrue(centroid[0] == 1 || centroid[0] == 2);
    }
  }

  @Test
  public void anEmptyClusterTakesTheFarthestPoint() {
    double[][] points = {{0}, {1}, {100}};
    Lloyd lloyd = new Lloyd(points, new double[] {1, 1, 1});
    double[][] centroids = {{0}, {-500}};
    double[][] moved = lloyd.move(centroids, lloyd.assign(centroids));
    assertArrayEquals(new double[] {100}, moved[1], 0);
  }

  @Test
  public void sameSeedSameResult() {
    double[][] points = random(new SplitMix(5), 500, false);
    for (long seed = 0; seed < 5; seed++) {
      KMeans kmeans = KMeans.of(7).withSeed(seed).withStarts(2);
      assertArrayEquals(kmeans.fit(points).centroids(), kmeans.fit(points).centroids());
    }
  }

  @Test
  public void refusesMoreClustersThanPoints() {
    ClusteringException e =
        assertThrows(ClusteringException.class, () -> KMeans.of(3).fit(new double[][] {{1}, {2}}));
    assertEquals("k=3 clusters cannot be made of 2 rows; use a smaller k", e.getMessage());
  }
}

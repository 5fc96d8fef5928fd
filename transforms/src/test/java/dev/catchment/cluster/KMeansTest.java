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
  /** Centroids by the definition, and the inertia before: every point meets every centroid. */
  private static double[][] plainStep(
      double[][] points, double[] weights, double[][] centroids, double[] inertia) {
    double[][] moved = new double[centroids.length][3];
    double[] mass = new double[centroids.length];
    double[] costs = new double[points.length];
    Centroids search = Centroids.of(centroids);
    inertia[0] = 0;
    for (int index = 0; index < points.length; index++) {
      int cluster = search.nearest(points[index], 0);
      mass[cluster] += weights[index];
      costs[index] = weights[index] * search.least();
      inertia[0] += costs[index];
      for (int i = 0; i < 3; i++) {
        moved[cluster][i] += weights[index] * points[index][i];
      }
    }
    for (int cluster = 0; cluster < moved.length; cluster++) {
      if (mass[cluster] == 0) {
        int farthest = farthest(costs);
        costs[farthest] = 0;
        moved[cluster] = points[farthest].clone();
        continue;
      }
      for (int i = 0; i < 3; i++) {
        moved[cluster][i] /= mass[cluster];
      }
    }
    return moved;
  }

  private static int farthest(double[] costs) {
    return IntStream.range(0, costs.length)
        .reduce((a, b) -> costs[b] > costs[a] ? b : a)
        .orElseThrow();
  }

  @Property(tries = 300)
  void goesTheWayOfThePlainIteration(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int k) {
    SplitMix random = new SplitMix(seed);
    double[][] points = random(random, 150, false);
    double[] weights = weights(random, 150);
    double[][] centroids = Arrays.copyOf(points, k);
    Lloyd lloyd = new Lloyd(Points.of(points, weights), k);
    lloyd.start(Matrices.flat(centroids));
    double[] inertia = new double[1];
    for (int step = 0; step < 30; step++) {
      centroids = plainStep(points, weights, centroids, inertia);
      assertEquals(inertia[0], lloyd.assign(), 1e-9 * inertia[0]);
      lloyd.move();
      assertArrayEquals(Matrices.flat(centroids), lloyd.centroids(), 1e-9);
    }
  }

  @Property(tries = 200)
  void inertiaNeverIncreases(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int k, @ForAll boolean coarse) {
    SplitMix random = new SplitMix(seed);
    Points points = Points.of(random(random, 60, coarse), weights(random, 60));
    Lloyd lloyd = new Lloyd(points, k);
    lloyd.start(Matrices.flat(random(random, k, coarse)));
    double last = Double.POSITIVE_INFINITY;
    for (int step = 0; step < 20; step++) {
      double inertia = lloyd.assign();
      assertTrue(inertia <= last * (1 + 1e-12));
      last = inertia;
      lloyd.move();
    }
  }

  private static double[] weights(SplitMix random, int count) {
    return IntStream.range(0, count).mapToDouble(i -> 0.1 + random.nextDouble()).toArray();
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
    Lloyd lloyd = new Lloyd(Points.of(points, new double[] {1, 1, 1}), 2);
    lloyd.start(new double[] {0, -500});
    lloyd.assign();
    lloyd.move();
    assertEquals(100, lloyd.centroids()[1], 0);
  }

  @Test
  public void manyCentroidsAreMeasuredLikeFew() {
    double[][] rows = random(new SplitMix(8), 40, false);
    Centroids many = Centroids.of(rows);
    double[] point = {1, 2, 3};
    int nearest = many.nearest(point, 0);
    for (int index = 0; index < rows.length; index++) {
      Centroids one = Centroids.of(new double[][] {rows[index]});
      one.nearest(point, 0);
      assertTrue(index == nearest ? one.least() == many.least() : one.least() >= many.second());
    }
  }

  @Test
  public void ofEquallyNearCentroidsTakesTheSmallest() {
    double[][] ordered = {{-1, 0}, {1, 0}, {0, 1}};
    double[][] reversed = {{0, 1}, {1, 0}, {-1, 0}};
    assertEquals(0, Centroids.of(ordered).nearest(new double[2], 0));
    assertEquals(2, Centroids.of(reversed).nearest(new double[2], 0));
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

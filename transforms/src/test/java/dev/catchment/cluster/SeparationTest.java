package dev.catchment.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import org.junit.Test;

public class SeparationTest {
  @Test
  public void isThatOfScikitLearn() throws IOException {
    for (ReferenceClustering each : ReferenceClustering.all()) {
      double[][] points = each.points();
      double[][] centroids = each.centroids();
      int[] clusters = each.clusters();
      double[] mean = KMeans.of(1).fit(points).centroids()[0];
      long[] sizes = new long[centroids.length];
      double[] distances = new double[centroids.length];
      double total = 0;
      for (int index = 0; index < points.length; index++) {
        int cluster = clusters[index];
        sizes[cluster]++;
        distances[cluster] +=
            Math.sqrt(Matrices.squaredDistance(points[index], centroids[cluster]));
        total += Matrices.squaredDistance(points[index], mean);
      }
      Separation found = Separation.of(sizes, centroids, distances, each.inertia(), total);
      double daviesBouldin = found.daviesBouldin() / each.expected("davies_bouldin");
      double calinskiHarabasz = found.calinskiHarabasz() / each.expected("calinski_harabasz");
      assertEquals(each.name(), 1, daviesBouldin, each.tolerance());
      assertEquals(each.name(), 1, calinskiHarabasz, each.tolerance());
    }
  }

  @Test
  public void clustersWithoutRowsDoNotCount() {
    double[][] centroids = {{0}, {5}, {10}};
    double[] distances = {2, 0, 4};
    Separation found = Separation.of(new long[] {4, 0, 2}, centroids, distances, 10, 150);
    assertEquals((0.5 + 2) / 10, found.daviesBouldin(), 1e-15);
    assertEquals(140 / (10 / 4.0), found.calinskiHarabasz(), 1e-12);
  }

  @Test
  public void fewerThanTwoClustersHaveNone() {
    Separation found =
        Separation.of(new long[] {4, 0}, new double[][] {{0}, {5}}, new double[2], 10, 10);
    assertEquals(new Separation(Double.NaN, Double.NaN), found);
  }

  @Test
  public void rowsOnTheirCentroidsAreInfinitelySeparate() {
    double[][] centroids = {{0}, {5}};
    Separation found = Separation.of(new long[] {1, 1}, centroids, new double[2], 0, 12.5);
    assertEquals(new Separation(0, Double.POSITIVE_INFINITY), found);
  }

  @Test
  public void centroidsThatCoincideAreNotSeparate() {
    long[] sizes = {1, 2, 3};
    double[][] centroids = {{0}, {0}, {5}};
    double[] distances = {1, 1, 1};
    Separation found = Separation.of(sizes, centroids, distances, 2, 30);
    assertEquals(Double.POSITIVE_INFINITY, found.daviesBouldin(), 0);
  }

  @Test
  public void refusesArraysOfOtherClusters() {
    double[] distances = new double[3];
    Arrays.fill(distances, 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> Separation.of(new long[2], new double[2][1], distances, 1, 1));
  }
}

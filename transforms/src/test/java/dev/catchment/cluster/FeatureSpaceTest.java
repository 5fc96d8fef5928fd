package dev.catchment.cluster;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import org.junit.Test;

public class FeatureSpaceTest {
  @Test
  public void scalesToMeanZeroAndDeviationOne() {
    double[][] rows = {{1, 7, 0.1}, {2, 7, 0.1}, {3, 7, 0.1}, {6, 7, 0.1}};
    StandardScaler scaler = StandardScaler.fit(Moments.of(rows), true, new double[] {1, 1, 1});
    assertArrayEquals(new double[] {3 / Math.sqrt(3.5), 0, 0}, scaler.scale(rows[3]), 1e-15);
    assertEquals("constant", 1, scaler.scale(1), 0);
    assertEquals("constant with a mean that is rounded", 1, scaler.scale(2), 0);
    assertArrayEquals(
        "missing is the mean",
        new double[3],
        scaler.scale(new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0.1}),
        1e-15);
  }

  @Test
  public void withoutStandardizingOnlyMoves() {
    StandardScaler scaler =
        StandardScaler.fit(
            Moments.of(new double[][] {{1, 10}, {3, 30}}), false, new double[] {1, 1});
    assertArrayEquals(new double[] {1, 10}, scaler.scale(new double[] {3, 30}), 0);
  }

  @Test
  public void componentsOfTwoFeaturesAreTheDiagonals() {
    double[][] rows = {{1, 2}, {2, 1}, {3, 5}, {4, 3}, {5, 4}};
    Moments moments = Moments.of(rows);
    double correlation = moments.covariance()[0][1] / moments.deviation(0) / moments.deviation(1);
    PrincipalComponents components =
        FeatureSpace.fit(FeatureEncoding.identity(Tables.names(2)), moments, true, 2).components();
    double half = Math.sqrt(0.5);
    assertArrayEquals(new double[] {half, half}, components.components()[0], 1e-12);
    assertArrayEquals(new double[] {half, -half}, components.components()[1], 1e-12);
    assertArrayEquals(
        new double[] {(1 + correlation) / 2, (1 - correlation) / 2},
        components.explainedVarianceRatio(),
        1e-12);
    assertArrayEquals(
        new double[] {(1 + correlation) * 5 / 4, (1 - correlation) * 5 / 4},
        components.explainedVariance(),
        1e-12);
  }

  /** The ratios that scikit-learn's documentation and many papers print for iris. */
  @Test
  public void explainsIrisAsPublished() throws Exception {
    double[] published = {0.92461872, 0.05306648, 0.01710261, 0.00521218};
    PrincipalComponents components =
        FeatureSpace.fit(
                FeatureEncoding.identity(Tables.names(4)),
                Moments.of(Tables.shared("iris")),
                false,
                4)
            .components();
    assertArrayEquals(published, components.explainedVarianceRatio(), 5e-9);
  }

  @Test
  public void explainedVarianceIsThatOfTheProjectedRows() throws Exception {
    for (String table : new String[] {"wine", "breast_cancer"}) {
      double[][] rows = Tables.shared(table);
      int width = rows[0].length;
      FeatureSpace space =
          FeatureSpace.fit(
              FeatureEncoding.identity(Tables.names(width)), Moments.of(rows), true, width);
      double[] explained = space.components().explainedVariance();
      double total = 0;
      for (int rank = 0; rank < width; rank++) {
        int coordinate = rank;
        double[] projected =
            Arrays.stream(rows).mapToDouble(row -> space.project(row)[coordinate]).toArray();
        double mean = Arrays.stream(projected).average().orElseThrow();
        double variance =
            Arrays.stream(projected).map(x -> (x - mean) * (x - mean)).sum() / (rows.length - 1);
        assertEquals(variance, explained[rank], 1e-9);
        assertTrue(rank == 0 || explained[rank] <= explained[rank - 1]);
        total += variance;
      }
      assertEquals(width * rows.length / (rows.length - 1.0), total, 1e-9);
    }
  }

  @Test
  public void largestLoadingIsPositive() throws Exception {
    double[][] components =
        FeatureSpace.fit(
                FeatureEncoding.identity(Tables.names(13)),
                Moments.of(Tables.shared("wine")),
                true,
                13)
            .components()
            .components();
    for (double[] component : components) {
      double largest = Arrays.stream(component).max().orElseThrow();
      double smallest = Arrays.stream(component).min().orElseThrow();
      assertTrue(largest >= -smallest);
    }
  }
}

package dev.catchment.lookalike;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class StandardizerTest {
  @Test
  public void bringsWeightedRowsToMeanZeroAndDeviationOne() {
    Standardizer standardizer =
        Standardizer.fit(new double[][] {{1, 5}, {4, 5}}, new double[] {2, 1});
    assertEquals(2, standardizer.mean(0), 0);
    assertEquals(Math.sqrt(2), standardizer.deviation(0), 1e-15);
    assertArrayEquals(
        new double[] {Math.sqrt(2), 0}, standardizer.apply(new double[] {4, 9}), 1e-15);
  }

  @Test
  public void aMissingValueCountsAsTheMean() {
    double[][] rows = {{1}, {3}, {Double.NaN}, {Double.POSITIVE_INFINITY}, {1e300}};
    Standardizer standardizer = Standardizer.fit(rows, new double[] {1, 1, 1, 1, 1});
    assertEquals(2, standardizer.mean(0), 0);
    assertEquals(Math.sqrt(0.4), standardizer.deviation(0), 1e-15);
    assertArrayEquals(new double[] {0}, standardizer.apply(new double[] {Double.NaN}), 0);
    assertArrayEquals(new double[] {0}, standardizer.apply(new double[] {-1e300}), 0);
  }

  @Test
  public void theVarianceOfEpochMillisecondsDoesNotVanish() {
    double[][] rows = {{1.7e12}, {1.7e12 + 1}, {1.7e12 + 2}, {1.7e12 + 3}};
    Standardizer standardizer = Standardizer.fit(rows, new double[] {1, 1, 1, 1});
    assertEquals(Math.sqrt(1.25), standardizer.deviation(0), 1e-12);
  }

  @Test
  public void roundingDoesNotMakeAConstantVary() {
    double[][] rows = {{0.1, Double.NaN}, {0.1, Double.NaN}, {0.1, Double.NaN}};
    Standardizer standardizer = Standardizer.fit(rows, new double[] {0.3, 0.3, 0.3});
    assertEquals(0, standardizer.deviation(0), 0);
    assertTrue(standardizer.isConstant());
    rows[0][1] = 2;
    rows[1][1] = 1;
    assertFalse(Standardizer.fit(rows, new double[] {1, 1, 1}).isConstant());
  }
}

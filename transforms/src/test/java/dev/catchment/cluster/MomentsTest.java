package dev.catchment.cluster;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class MomentsTest {
  @Test
  public void varianceOfEpochMillisecondsIsRight() {
    double start = 1_700_000_000_000.0;
    double[][] rows = {{start}, {start + 1}, {start + 2}, {start + 3}, {start + 4}};
    Moments moments = Moments.of(rows);
    assertEquals(start + 2, moments.columns().mean(0), 0);
    assertEquals(2, moments.covariance()[0][0], 1e-12);
  }

  @Test
  public void covarianceIsThatOfThePopulation() {
    Moments moments = Moments.of(new double[][] {{1, 10}, {2, 30}, {3, 20}, {6, 40}});
    assertEquals(3, moments.columns().mean(0), 0);
    assertEquals(25, moments.columns().mean(1), 0);
    assertEquals(3.5, moments.covariance()[0][0], 1e-15);
    assertEquals(125, moments.covariance()[1][1], 1e-13);
    assertEquals(17.5, moments.covariance()[0][1], 1e-14);
    assertEquals(17.5, moments.covariance()[1][0], 1e-14);
  }

  @Test
  public void aMissingValueCountsAsTheMean() {
    double[] missing = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e101};
    for (double value : missing) {
      Moments moments = Moments.of(new double[][] {{1, 5}, {3, 7}, {value, 9}});
      Moments filled = Moments.of(new double[][] {{1, 5}, {3, 7}, {2, 9}});
      assertEquals(2, moments.columns().present(0));
      assertEquals(3, moments.columns().rows());
      assertEquals(2, moments.columns().mean(0), 0);
      assertArrayEquals(filled.covariance()[0], moments.covariance()[0], 1e-15);
    }
  }

  @Test
  public void doNotDependOnTheOrderOfTheRows() {
    double[][] rows = Tables.groups(4);
    Moments ordered = Moments.of(rows);
    for (int seed = 0; seed < 10; seed++) {
      List<double[]> shuffled = Arrays.asList(rows.clone());
      Collections.shuffle(shuffled, new Random(seed));
      Moments moments = Moments.of(shuffled.toArray(double[][]::new));
      for (int column = 0; column < 3; column++) {
        assertEquals(ordered.columns().mean(column), moments.columns().mean(column), 0);
        assertArrayEquals(ordered.covariance()[column], moments.covariance()[column], 0);
      }
    }
  }
}

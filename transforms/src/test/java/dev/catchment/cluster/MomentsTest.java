package dev.catchment.cluster;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.catchment.model.Block;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.Test;

public class MomentsTest {
  @Test
  public void varianceOfEpochMillisecondsIsRight() {
    double start = 1_700_000_000_000.0;
    double[][] rows = {{start}, {start + 1}, {start + 2}, {start + 3}, {start + 4}};
    Moments moments = Moments.of(rows);
    assertEquals(start + 2, moments.mean(0), 0);
    assertEquals(2, moments.covariance()[0][0], 1e-12);
  }

  @Test
  public void covarianceIsThatOfThePopulation() {
    Moments moments = Moments.of(new double[][] {{1, 10}, {2, 30}, {3, 20}, {6, 40}});
    assertEquals(3, moments.mean(0), 0);
    assertEquals(25, moments.mean(1), 0);
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
      assertEquals(2, moments.present(0));
      assertEquals(3, moments.rows());
      assertEquals(2, moments.mean(0), 0);
      assertArrayEquals(filled.covariance()[0], moments.covariance()[0], 1e-15);
    }
  }

  @Test
  public void farApartMagnitudesKeepTheirDigits() {
    double[][] rows = {{1e99, 1e-99}, {-1e99, 3e-99}, {1e99, 2e-99}, {-1e99, 2e-99}};
    Moments moments = Moments.of(rows);
    assertEquals(0, moments.mean(0), 0);
    assertEquals(2e-99, moments.mean(1), 1e-114);
    assertEquals(1e198, moments.covariance()[0][0], 1e183);
    assertEquals(5e-199, moments.covariance()[1][1], 1e-213);
    assertEquals(-0.5, moments.covariance()[0][1], 1e-15);
  }

  /**
   * Columns far from zero of which values are missing, against the definition in high precision.
   */
  @Property(tries = 50)
  void agreeWithTheDefinition(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
    SplitMix random = new SplitMix(seed);
    double[][] rows = new double[40][4];
    for (double[] row : rows) {
      Arrays.setAll(row, column -> value(random, column));
    }
    ExactSums sums = new ExactSums();
    Tables.blocks(rows, size).forEach(block -> new BlockMoments(4).add(sums, block));
    Moments moments = Moments.of(sums, 4);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        double scale = moments.deviation(i) * moments.deviation(j);
        assertEquals(defined(rows, i, j), moments.covariance()[i][j], 1e-9 * scale);
      }
    }
  }

  private static double value(SplitMix random, int column) {
    double value = random.nextDouble();
    boolean missing = column > 1 && random.nextDouble() < 0.3;
    return missing ? Double.NaN : column % 2 == 0 ? 1_700_000_000_000.0 + 5 * value : value;
  }

  private static double defined(double[][] rows, int i, int j) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double[] row : rows) {
      if (!Double.isNaN(row[i]) && !Double.isNaN(row[j])) {
        sum = sum.add(deviation(rows, row, i).multiply(deviation(rows, row, j)));
      }
    }
    return sum.doubleValue() / rows.length;
  }

  private static BigDecimal deviation(double[][] rows, double[] row, int column) {
    List<BigDecimal> present =
        Arrays.stream(rows)
            .filter(each -> !Double.isNaN(each[column]))
            .map(each -> new BigDecimal(each[column]))
            .toList();
    BigDecimal total = present.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal count = BigDecimal.valueOf(present.size());
    return new BigDecimal(row[column]).subtract(total.divide(count, MathContext.DECIMAL128));
  }

  @Test
  public void obeyTheLawsOfMergingByBlocks() throws Exception {
    double[][] rows = Tables.groups(4);
    for (int row = 0; row < rows.length; row += 9) {
      rows[row][row % 3] = Double.NaN;
    }
    BlockMoments moments = new BlockMoments(3);
    MergeLaws.check(ExactSums::new, moments::add, Tables.blocks(rows, 5), new ExactSumsCoder());
  }

  @Test
  public void refuseBlocksOfAnotherWidth() {
    Block block = Block.of(new long[2], new double[6]);
    BlockMoments moments = new BlockMoments(4);
    assertThrows(IllegalArgumentException.class, () -> moments.add(new ExactSums(), block));
  }
}

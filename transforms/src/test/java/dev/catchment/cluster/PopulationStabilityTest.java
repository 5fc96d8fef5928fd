package dev.catchment.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.Test;

public class PopulationStabilityTest {
  @Test
  public void isThatOfTheFormula() {
    double expected = 0.1 * Math.log(0.6 / 0.5) + -0.1 * Math.log(0.4 / 0.5);
    double index = PopulationStability.index(new double[] {50, 50}, new double[] {6, 4});
    assertEquals(expected, index, 1e-15);
  }

  @Test
  public void anEmptyBinCountsAsOneInTenThousand() {
    double index = PopulationStability.index(new double[] {1, 0, 1}, new double[] {1, 1, 0});
    assertEquals(2 * 0.4999 * Math.log(5_000), index, 1e-12);
    assertEquals(0, PopulationStability.index(new double[] {3, 0}, new double[] {7, 0}), 0);
  }

  @Test
  public void ofNoRowsNothingIsKnown() {
    double index = PopulationStability.index(new double[] {3, 5}, new double[2]);
    assertTrue(Double.isNaN(index));
    assertTrue(Double.isNaN(PopulationStability.index(new double[2], new double[] {3, 5})));
    assertEquals("unknown", PopulationStability.verdict(index));
  }

  @Property(tries = 500)
  void isNeverNegativeSymmetricAndZeroForEqualShares(
      @ForAll @Size(8) List<@DoubleRange(max = 1e6) Double> earlierRows,
      @ForAll @Size(8) List<@DoubleRange(max = 1e6) Double> nowRows) {
    double[] earlier = earlierRows.stream().mapToDouble(each -> each).toArray();
    double[] now = nowRows.stream().mapToDouble(each -> each).toArray();
    earlier[0]++;
    now[0]++;
    double index = PopulationStability.index(earlier, now);
    assertTrue(index >= 0);
    assertEquals(index, PopulationStability.index(now, earlier), 1e-12 * (1 + index));
    double[] doubled = Arrays.stream(now).map(each -> 2 * each).toArray();
    assertEquals(0, PopulationStability.index(now, doubled), 0);
  }

  @Test
  public void byChanceItIsAboutBinsByRows() {
    SplitMix random = new SplitMix(9);
    double[] earlier = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    double sum = 0;
    for (int round = 0; round < 200; round++) {
      double[] now = new double[10];
      for (int row = 0; row < 1_000; row++) {
        now[(int) (10 * random.nextDouble())]++;
      }
      sum += PopulationStability.index(earlier, now);
    }
    assertEquals(9 / 1_000.0, sum / 200, 0.001);
  }

  @Test
  public void saysWhatAValueMeans() {
    assertEquals("stable", PopulationStability.verdict(0.099));
    assertEquals("shifted", PopulationStability.verdict(0.1));
    assertEquals("shifted", PopulationStability.verdict(0.25));
    assertEquals("changed", PopulationStability.verdict(0.251));
  }

  @Test
  public void refusesOtherBinsAndNegativeOnes() {
    assertThrows(
        IllegalArgumentException.class,
        () -> PopulationStability.index(new double[2], new double[3]));
    assertThrows(
        IllegalArgumentException.class,
        () -> PopulationStability.index(new double[] {1, -1}, new double[] {1, 1}));
  }
}

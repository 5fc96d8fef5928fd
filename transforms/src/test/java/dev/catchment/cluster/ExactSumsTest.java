package dev.catchment.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.Test;

public class ExactSumsTest {
  @Property
  void isTheExactSumRoundedOnce(
      @ForAll @Size(max = 60)
          List<@DoubleRange(min = -1e300, max = 1e300) @Scale(30) Double> values) {
    ExactSums sums = new ExactSums();
    BigDecimal expected = BigDecimal.ZERO;
    for (double value : values) {
      sums.add(0, value);
      expected = expected.add(new BigDecimal(value));
    }
    assertEquals(expected.doubleValue(), sums.sum(0), 0);
  }

  @Test
  public void keepsWhatOrdinaryAdditionLoses() {
    ExactSums sums = new ExactSums();
    for (double value : new double[] {1e200, 1, 1e-200, -1e200, -1}) {
      sums.add(3, value);
    }
    assertEquals(1e-200, sums.sum(3), 0);
    assertEquals(0, sums.sum(0), 0);
  }

  @Test
  public void obeysTheLawsOfMerging() throws Exception {
    SplitMix random = new SplitMix(3);
    List<double[]> rows =
        IntStream.range(0, 200)
            .mapToObj(
                row ->
                    new double[] {
                      random.nextDouble() - 0.5,
                      StrictMath.pow(10, 200 * random.nextDouble() - 100),
                      1_700_000_000_000.0 + row
                    })
            .toList();
    MergeLaws.check(
        ExactSums::new,
        (sums, row) -> IntStream.range(0, row.length).forEach(i -> sums.add(i, row[i])),
        rows,
        new ExactSumsCoder());
  }

  @Test
  public void refusesWhatIsNotFinite() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(ArithmeticException.class, () -> new ExactSums().add(0, value));
    }
    ExactSums sums = new ExactSums();
    sums.add(0, Double.MAX_VALUE);
    assertThrows(ArithmeticException.class, () -> sums.add(0, Double.MAX_VALUE));
  }
}

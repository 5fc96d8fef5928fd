package dev.catchment.cluster;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.Test;

public class QuantileBinsTest {
  @Test
  public void edgesAreTheDeciles() {
    QuantileBins bins = of(IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray());
    assertArrayEquals(new double[] {10, 20, 30, 40, 50, 60, 70, 80, 90}, bins.edges(), 0);
    assertEquals(11, bins.size());
    assertEquals(0, bins.bin(-1e99));
    assertEquals(0, bins.bin(10));
    assertEquals(1, bins.bin(10.5));
    assertEquals(9, bins.bin(91));
    assertEquals(9, bins.bin(1e99));
  }

  @Test
  public void missingValuesHaveABinOfTheirOwn() {
    QuantileBins bins = of(1, 2, Double.NaN, Double.NEGATIVE_INFINITY, 1e101);
    assertArrayEquals(new double[] {1}, bins.edges(), 0);
    assertEquals(3, bins.size());
    assertEquals(2, bins.bin(Double.NaN));
    assertEquals(2, bins.bin(Double.POSITIVE_INFINITY));
    assertEquals(2, bins.bin(-1e101));
  }

  @Test
  public void weightsMoveTheDeciles() {
    double[] values = {1, 2, 3, 4};
    assertArrayEquals(
        new double[] {1, 2, 3}, QuantileBins.of(values, new double[] {7, 1, 1, 1}).edges(), 0);
    assertArrayEquals(
        new double[] {2}, QuantileBins.of(values, new double[] {0, 5, 0, 5}).edges(), 0);
  }

  @Test
  public void aConstantIsToldFromBelowAndAbove() {
    for (double zero : new double[] {0.0, -0.0}) {
      QuantileBins bins = of(zero, 0.0, -0.0, Double.NaN);
      assertEquals(4, bins.size());
      assertEquals(0, bins.bin(-1e-300));
      assertEquals(1, bins.bin(0.0));
      assertEquals(1, bins.bin(-0.0));
      assertEquals(2, bins.bin(1e-300));
      assertEquals(3, bins.bin(Double.NaN));
    }
  }

  @Test
  public void withoutValuesThereIsOneBinForNumbers() {
    QuantileBins bins = of(Double.NaN);
    assertEquals(2, bins.size());
    assertEquals(0, bins.bin(5));
    assertEquals(1, bins.bin(Double.NaN));
  }

  @Test
  public void areMadeAgainOfTheirEdges() {
    QuantileBins bins = of(5, 6, 6, 6, 9, 12);
    assertEquals(bins, QuantileBins.between(bins.edges()));
    assertEquals(bins.hashCode(), QuantileBins.between(bins.edges()).hashCode());
    assertNotEquals(bins, QuantileBins.between(5));
    assertEquals("QuantileBins[5.0, 6.0, 9.0]", bins.toString());
    assertThrows(IllegalArgumentException.class, () -> QuantileBins.between(1, 1));
    assertThrows(IllegalArgumentException.class, () -> QuantileBins.between(Double.NaN));
  }

  @Property(tries = 300)
  void binsAreFullAndAscend(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 200) int count,
      @ForAll @IntRange(min = 1, max = 60) int distinct) {
    SplitMix random = new SplitMix(seed);
    double[] values = new double[count];
    Arrays.setAll(values, i -> Math.floor(distinct * random.nextDouble()) - distinct / 2.0);
    double[] weights = new double[count];
    Arrays.setAll(weights, i -> 0.5 + random.nextDouble());
    QuantileBins bins = QuantileBins.of(values, weights);
    boolean constant = Arrays.stream(values).distinct().count() == 1;
    double[] mass = new double[bins.size()];
    double[] heaviest = new double[bins.size()];
    for (int index = 0; index < count; index++) {
      int bin = bins.bin(values[index]);
      double value = values[index];
      mass[bin] += weights[index];
      double same =
          IntStream.range(0, count)
              .filter(i -> values[i] == value)
              .mapToDouble(i -> weights[i])
              .sum();
      heaviest[bin] = Math.max(heaviest[bin], same);
    }
    assertTrue(bins.size() <= 11);
    double tenth = Arrays.stream(weights).sum() / 10;
    for (int bin = 0; bin < bins.size() - 1; bin++) {
      assertTrue(constant || mass[bin] > 0);
      assertTrue(mass[bin] <= tenth + heaviest[bin] + 1e-9);
    }
    assertEquals(0, mass[bins.size() - 1], 0);
  }

  private static QuantileBins of(double... values) {
    double[] weights = new double[values.length];
    Arrays.fill(weights, 1);
    return QuantileBins.of(values, weights);
  }
}

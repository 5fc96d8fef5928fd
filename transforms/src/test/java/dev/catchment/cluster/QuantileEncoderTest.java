package dev.catchment.cluster;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.Test;

public class QuantileEncoderTest {
  @Test
  public void ranksBetweenTheNumbersOfASmallSample() {
    QuantileEncoder encoder = QuantileEncoder.fit(new double[] {1, 2, 4, 8, 108});
    assertArrayEquals(
        new double[] {0, 0, 0.25, 0.375, 0.5, 0.875, 1, 1},
        ranks(encoder, 0, 1, 2, 3, 4, 58, 108, 1e9),
        0);
  }

  @Test
  public void givesTiesTheMiddleOfTheirRanks() {
    QuantileEncoder encoder = QuantileEncoder.fit(new double[] {0, 0, 0, 5, 5, 9, 9, 9, 9});
    assertArrayEquals(
        new double[] {0, 0.125, 0.3125, 0.4375, 0.8125, 1},
        ranks(encoder, -1, 0, 2.5, 5, 9, 10),
        0);
  }

  @Test
  public void ranksAConstantSample() {
    QuantileEncoder encoder = QuantileEncoder.fit(new double[] {7});
    assertArrayEquals(new double[] {0, 0.5, 1}, ranks(encoder, 6, 7, 8), 0);
  }

  @Test
  public void knowsNoRankWithoutASample() {
    QuantileEncoder encoder = QuantileEncoder.fit(new double[0]);
    assertArrayEquals(new double[] {Double.NaN}, ranks(encoder, 6), 0);
    assertArrayEquals(
        new double[] {Double.NaN}, ranks(QuantileEncoder.ofQuantiles(1, 2), Double.NaN), 0);
  }

  @Test
  public void keepsAHundredQuantilesOfALargeSample() {
    double[] sample = IntStream.rangeClosed(0, 9900).mapToDouble(row -> row * 3.0).toArray();
    double[] quantiles = QuantileEncoder.fit(sample).quantiles();
    assertArrayEquals(
        IntStream.range(0, 100).mapToDouble(rank -> rank * 300.0).toArray(), quantiles, 0);
  }

  @Property
  void risesFrom0To1(
      @ForAll @NotEmpty @Size(max = 300)
          List<@DoubleRange(min = -1e100, max = 1e100) @Scale(3) Double> sample,
      @ForAll @DoubleRange(min = -1e100, max = 1e100) @Scale(3) double any) {
    double[] sorted = sample.stream().mapToDouble(x -> x).sorted().toArray();
    QuantileEncoder encoder = QuantileEncoder.fit(sorted);
    double[] numbers = Arrays.copyOf(sorted, sorted.length + 1);
    numbers[sorted.length] = any;
    Arrays.sort(numbers);
    double before = 0;
    for (double number : numbers) {
      double rank = encoder.of(number);
      assertTrue(rank + " after " + before, rank >= before && rank <= 1);
      before = rank;
    }
    assertEquals(0, encoder.of(Math.nextDown(sorted[0])), 0);
    assertEquals(1, encoder.of(Math.nextUp(sorted[sorted.length - 1])), 0);
  }

  /** The mean of the ranks of a sample is 1/2, whatever its distribution and its ties. */
  @Property
  void isUniformOnItsSample(
      @ForAll @Size(min = 2, max = 100) List<@DoubleRange(max = 9) @Scale(0) Double> sample) {
    double[] sorted = sample.stream().mapToDouble(x -> x).sorted().toArray();
    QuantileEncoder encoder = QuantileEncoder.fit(sorted);
    assertEquals(0.5, Arrays.stream(sorted).map(encoder::of).average().orElseThrow(), 1e-12);
  }

  @Test
  public void refusesWhatAreNoQuantiles() {
    assertThrows(IllegalArgumentException.class, () -> QuantileEncoder.ofQuantiles(1));
    assertThrows(IllegalArgumentException.class, () -> QuantileEncoder.ofQuantiles(2, 1));
    assertThrows(
        IllegalArgumentException.class, () -> QuantileEncoder.ofQuantiles(new double[101]));
  }

  private static double[] ranks(QuantileEncoder encoder, double... numbers) {
    return Arrays.stream(numbers).map(encoder::of).toArray();
  }
}

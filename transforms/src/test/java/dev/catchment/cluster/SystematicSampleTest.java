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

public class SystematicSampleTest {
  @Property(tries = 300)
  void keepsTheWeightOfEveryRunOfPoints(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 400) int count,
      @ForAll @IntRange(min = 1, max = 200) int limit) {
    SplitMix random = new SplitMix(seed);
    double[] weights = new double[count];
    Arrays.setAll(weights, i -> Math.floor(5 * random.nextDouble()) * random.nextDouble());
    weights[0] = 1;
    double total = Arrays.stream(weights).sum();
    SystematicSample sample = SystematicSample.of(new double[count][1], weights, limit);
    assertTrue(sample.size() <= limit);
    assertEquals(total, Arrays.stream(sample.weights()).sum(), 1e-9 * total);
    double[] kept = new double[count];
    IntStream.range(0, sample.size()).forEach(i -> kept[sample.index(i)] = sample.weights()[i]);
    double difference = 0;
    for (int index = 0; index < count; index++) {
      assertTrue(weights[index] > 0 || kept[index] == 0);
      difference += kept[index] - weights[index];
      assertTrue(Math.abs(difference) <= 0.5 * total / limit + 1e-9 * total);
    }
  }

  @Test
  public void aHeavyPointStaysOnceAndWeighsAllItsSteps() {
    double[][] points = {{0}, {1}, {2}, {3}};
    SystematicSample sample = SystematicSample.of(points, new double[] {1, 1, 12, 1}, 3);
    assertEquals(1, sample.size());
    assertEquals(2, sample.index(0));
    assertArrayEquals(new double[] {15}, sample.weights(), 0);
    assertArrayEquals(new double[][] {{2}}, sample.points());
  }

  @Test
  public void fewPointsStayAsTheyAre() {
    double[][] points = {{0}, {1}, {2}};
    SystematicSample sample = SystematicSample.of(points, new double[] {3, 0, 0.5}, 3);
    assertArrayEquals(new double[] {3, 0.5}, sample.weights(), 0);
    assertArrayEquals(new double[][] {{0}, {2}}, sample.points());
  }

  @Test
  public void refusesWeightsOfOtherPoints() {
    assertThrows(
        IllegalArgumentException.class,
        () -> SystematicSample.of(new double[2][1], new double[3], 10));
  }
}

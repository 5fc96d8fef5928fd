package dev.catchment.pipelines.query;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** A histogram is that of its numbers, whoever counted them in whatever order. */
public class HistogramTest {
  private static final long SEED = 7;

  @Test
  public void theOrderOfCountingDoesNotMatter() {
    Random chance = new Random(SEED);
    for (double scale : List.of(1e-9, 1.0, 1e12)) {
      List<Double> numbers = new ArrayList<>();
      for (int number = 0; number < 3000; number++) {
        numbers.add(chance.nextGaussian() * scale + 3 * scale);
      }
      List<Histogram.Bin> bins = count(numbers).bins();
      Collections.shuffle(numbers, chance);
      assertEquals(bins, count(numbers).bins());
      Histogram merged = count(numbers.subList(0, 10));
      merged.add(count(numbers.subList(10, 1700)));
      Histogram rest = count(numbers.subList(1700, 3000));
      rest.add(merged);
      assertEquals(bins, rest.bins());
    }
  }

  @Test
  public void everyNumberIsInItsBin() {
    List<Double> numbers = List.of(0.0, -1.0, 0.5, 1e-300, 17.0, 17.0, -0.0, 63.9);
    List<Histogram.Bin> bins = count(numbers).bins();
    assertTrue(bins.size() <= 64);
    for (Histogram.Bin bin : bins) {
      long expected = numbers.stream().filter(x -> x >= bin.from() && x < bin.to()).count();
      assertEquals(bin.toString(), expected, bin.count());
    }
    assertEquals(numbers.size(), bins.stream().mapToLong(Histogram.Bin::count).sum());
  }

  @Test
  public void whatIsNoNumberIsLeftOut() {
    assertEquals(List.of(), count(List.of(Double.NaN, Double.POSITIVE_INFINITY)).bins());
  }

  private static Histogram count(List<Double> numbers) {
    Histogram histogram = new Histogram();
    numbers.forEach(histogram::add);
    return histogram;
  }
}

package dev.catchment.measure;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.NumberCounts;
import dev.catchment.shuffle.CombineFnLaws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.junit.Test;

/** Every measure obeys the laws of accumulators, and its bytes stay what they are. */
public class MeasureLawsTest {
  private static final List<Reading> READINGS =
      List.of(
          reading(1.5, 1, 30),
          reading(Double.NaN, 1, 10),
          reading(-2.25, 3, 20),
          reading(0.1, 2, 10),
          reading(0.2, Double.NaN, 30),
          new Reading(null, 1, 5),
          reading(1e16, 0.5, 40),
          reading(Double.POSITIVE_INFINITY, 1, 25));

  private static final List<Reading> SIMPLE =
      List.of(reading(1.5, 1, 30), reading(-2.25, 3, 20), reading(0.5, 2, 10));

  private static Reading reading(Double value, double weight, long time) {
    return new Reading(value, weight, time);
  }

  private static <A> double check(Measure<A> measure) throws Exception {
    CombineFnLaws.check(measure, READINGS, measure.coder());
    return of(measure, READINGS);
  }

  private static <A> double of(Measure<A> measure, List<Reading> readings) {
    A accumulator = measure.createAccumulator();
    for (Reading reading : readings) {
      accumulator = measure.addInput(accumulator, reading);
    }
    return measure.extractOutput(accumulator);
  }

  @Test
  public void laws() throws Exception {
    assertEquals(8, check(CountReadings.ofAll()), 0);
    assertEquals(6, check(CountReadings.ofPresent()), 0);
    assertEquals(1e16, check(SumReadings.sum()), 0);
    assertEquals(2e15, check(SumReadings.mean()), 0);
    assertEquals((1.5 - 6.75 + 0.2 + 5e15) / 6.5, check(new WeighReadings()), 0);
    assertEquals(-2.25, check(PickReading.min()), 0);
    assertEquals(Double.POSITIVE_INFINITY, check(PickReading.max()), 0);
    assertEquals(0.1, check(PickReading.first()), 0);
    assertEquals(1e16, check(PickReading.last()), 0);
    assertEquals(7, check(new DistinctReadings()), 0);
    assertEquals(0.2, check(QuantileReadings.of(0.5)), 0);
  }

  @Test
  public void nothingMeasuredHasNoValue() {
    assertEquals(0, of(CountReadings.ofAll(), List.of()), 0);
    assertEquals(0, of(SumReadings.sum(), List.of()), 0);
    assertEquals(0, of(new DistinctReadings(), List.of()), 0);
    for (Measure<?> measure :
        List.of(
            SumReadings.mean(),
            new WeighReadings(),
            PickReading.min(),
            PickReading.last(),
            QuantileReadings.of(0.99))) {
      assertEquals(Double.NaN, of(measure, List.of(READINGS.get(1), READINGS.get(5))), 0);
    }
  }

  @Test
  public void quantilesOfAsManyDifferentNumbersAsThereAreBucketsAreExact() {
    List<Reading> readings = new ArrayList<>();
    for (int number = 0; number < 40 * NumberCounts.MOST; number++) {
      readings.add(reading((double) (number % NumberCounts.MOST), 1, 0));
    }
    Collections.shuffle(readings, new Random(3));
    assertEquals(2027, of(QuantileReadings.of(0.99), readings), 0);
    assertEquals(0, of(QuantileReadings.of(0), readings), 0);
    assertEquals(2047, of(QuantileReadings.of(1), readings), 0);
  }

  /** Milliseconds from 1 to 1,000, and the same below zero: twice ten octaves. */
  @Test
  public void quantilesOfManyAreCloseAndDependOnNoOrder() throws Exception {
    Random random = new Random(4);
    List<Reading> readings = new ArrayList<>();
    for (int index = 0; index < 100_000; index++) {
      double magnitude = Math.pow(1000, random.nextDouble());
      readings.add(reading(random.nextInt(4) == 0 ? -magnitude : magnitude, 1, 0));
    }
    double[] sorted = readings.stream().mapToDouble(Reading::number).sorted().toArray();
    for (double share : new double[] {0.001, 0.1, 0.25, 0.5, 0.9, 0.99, 0.999}) {
      Measure<NumberCounts> measure = QuantileReadings.of(share);
      double exact = sorted[(int) Math.ceil(share * sorted.length) - 1];
      assertEquals(exact, of(measure, readings), Math.abs(exact) * 0.008);
    }
    Measure<NumberCounts> measure = QuantileReadings.of(0.99);
    byte[] bytes = CoderUtils.encodeToByteArray(measure.coder(), accumulate(measure, readings));
    for (int round = 0; round < 5; round++) {
      Collections.shuffle(readings, random);
      NumberCounts merged = measure.createAccumulator();
      for (int from = 0; from < readings.size(); ) {
        int to = Math.min(readings.size(), from + random.nextInt(20_000));
        merged =
            measure.merge(
                merged,
                CoderUtils.clone(measure.coder(), accumulate(measure, readings.subList(from, to))));
        from = to;
      }
      assertArrayEquals(bytes, CoderUtils.encodeToByteArray(measure.coder(), merged));
    }
    assertTrue(bytes.length + " bytes", bytes.length < 3 * NumberCounts.MOST);
  }

  /** The worst for the size: as many numbers as can be, over all that a double can be. */
  @Test
  public void quantilesHaveABound() throws Exception {
    Random random = new Random(6);
    Measure<NumberCounts> measure = QuantileReadings.of(0.5);
    NumberCounts numbers = measure.createAccumulator();
    for (int index = 0; index < 50_000; index++) {
      double number = Double.longBitsToDouble(random.nextLong());
      numbers = measure.addInput(numbers, reading(number, 1, 0));
      if (index == NumberCounts.MOST - 1) {
        int most = CoderUtils.encodeToByteArray(measure.coder(), numbers).length;
        assertTrue(most + " bytes", most <= 11 * NumberCounts.MOST);
      }
    }
    assertTrue(
        CoderUtils.encodeToByteArray(measure.coder(), numbers).length < 4 * NumberCounts.MOST);
    assertTrue(Double.isFinite(measure.extractOutput(numbers)));
  }

  @Test
  public void quantilesKnowInfinityAndOneZero() {
    List<Reading> readings = new ArrayList<>();
    for (int index = 0; index < 3 * NumberCounts.MOST; index++) {
      readings.add(reading(-0.0, 1, 0));
      readings.add(reading(1 / (index - 3000.5), 1, 0));
    }
    readings.add(reading(Double.POSITIVE_INFINITY, 1, 0));
    readings.add(reading(Double.NEGATIVE_INFINITY, 1, 0));
    assertEquals(Double.POSITIVE_INFINITY, of(QuantileReadings.of(1), readings), 0);
    assertEquals(Double.NEGATIVE_INFINITY, of(QuantileReadings.of(0), readings), 0);
    assertEquals("the half are zeros", 0.0, of(QuantileReadings.of(0.5), readings), 1e-300);
  }

  @Test
  public void distinctDependsOnNoOrderAndIsClose() throws Exception {
    List<Reading> readings = new ArrayList<>();
    for (int value = 0; value < 20_000; value++) {
      readings.add(new Reading("v" + value / 2, 1, 0));
    }
    DistinctReadings measure = new DistinctReadings();
    double whole = of(measure, readings);
    assertEquals(10_000, whole, 400);
    Collections.shuffle(readings, new Random(5));
    assertEquals(whole, of(measure, readings), 0);
    assertEquals(
        whole,
        measure.extractOutput(
            measure.mergeAccumulators(
                Arrays.asList(
                    accumulate(measure, readings.subList(0, 50)),
                    accumulate(measure, readings.subList(50, 12_000)),
                    accumulate(measure, readings.subList(12_000, 20_000))))),
        0);
    assertEquals(
        4_100,
        CoderUtils.encodeToByteArray(measure.coder(), accumulate(measure, readings)).length,
        100);
  }

  private static <A> A accumulate(Measure<A> measure, List<Reading> readings) {
    A accumulator = measure.createAccumulator();
    for (Reading reading : readings) {
      accumulator = measure.addInput(accumulator, reading);
    }
    return accumulator;
  }

  @Test
  public void storedBytes() throws Exception {
    stored(CountReadings.ofAll(), "03");
    stored(SumReadings.sum(), "03 01 bfd0000000000000");
    stored(new WeighReadings(), "03 01 c011000000000000 03 01 4018000000000000");
    stored(PickReading.first(), "3fe0000000000000 14");
    stored(
        QuantileReadings.of(0.5),
        "00 03 81808080808080828001 01 82808080808080e2ff01 01 8080808080808018 01");
    stored(
        new DistinctReadings(),
        HexFormat.of().toHexDigits((byte) 20) + HexFormat.of().formatHex(sketch()));
  }

  /** The bytes of the library are its own matter; that they are there is ours. */
  private static byte[] sketch() {
    HllSketch sketch = new HllSketch(DistinctReadings.LOG_K, TgtHllType.HLL_8);
    SIMPLE.forEach(reading -> sketch.update(reading.number()));
    return sketch.toCompactByteArray();
  }

  private static <A> void stored(Measure<A> measure, String hex) throws Exception {
    assertArrayEquals(
        HexFormat.of()
            .formatHex(CoderUtils.encodeToByteArray(measure.coder(), accumulate(measure, SIMPLE))),
        HexFormat.of().parseHex(hex.replace(" ", "")),
        CoderUtils.encodeToByteArray(measure.coder(), accumulate(measure, SIMPLE)));
  }
}

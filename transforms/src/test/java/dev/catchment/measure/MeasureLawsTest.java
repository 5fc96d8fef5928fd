package dev.catchment.measure;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

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
  public void quantilesAreExactOfFewAndCloseOfMany() throws Exception {
    List<Reading> few = new ArrayList<>();
    for (int value = 1; value <= 1000; value++) {
      few.add(reading((double) value, 1, 0));
    }
    Collections.shuffle(few, new Random(3));
    assertEquals(990, of(QuantileReadings.of(0.99), few), 0);
    assertEquals(1, of(QuantileReadings.of(0), few), 0);
    assertEquals(1000, of(QuantileReadings.of(1), few), 0);

    Measure<QuantileReadings.Numbers> measure = QuantileReadings.of(0.99);
    QuantileReadings.Numbers merged = measure.createAccumulator();
    Random random = new Random(4);
    for (int part = 0; part < 200; part++) {
      QuantileReadings.Numbers numbers = measure.createAccumulator();
      for (int index = 0; index < 10 * part; index++) {
        numbers = measure.addInput(numbers, reading(random.nextDouble(), 1, 0));
      }
      merged = measure.merge(merged, CoderUtils.clone(measure.coder(), numbers));
    }
    assertEquals(0.99, measure.extractOutput(merged), 0.006);
    int bytes = CoderUtils.encodeToByteArray(measure.coder(), merged).length;
    assertEquals("bytes of 199,000 numbers", 25_000, bytes, 3_000);
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
    stored(QuantileReadings.of(0.5), "03 3ff8000000000000 c002000000000000 3fe0000000000000");
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

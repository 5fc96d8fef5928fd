package dev.catchment.aggregate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import dev.catchment.model.CoderLaws;
import dev.catchment.model.ExactSum;
import dev.catchment.model.FieldType;
import dev.catchment.shuffle.CombineFnLaws;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.Test;

public class AggregationLawsTest {
  private static final long MINUTE = 60_000;

  @Test
  public void countsAndShares() throws Exception {
    check(CountMatching.count(), observations("a", "b", null, "a"));
    check(CountMatching.share("a"), observations("a", "b", null, "a"));
    assertEquals(4L, result(CountMatching.count(), observations("a", "b", null, "a")));
    assertEquals(0.5, result(CountMatching.share("a"), observations("a", "b", null, "a")));
    assertEquals(0L, result(CountMatching.count(), List.of()));
    assertNull(result(CountMatching.share("a"), List.of()));
  }

  @Test
  public void sumsAndMeans() throws Exception {
    List<Observation> numbers =
        observations(0.1, 1e16, -1e16, 0.2, null, Double.NaN, 0.3, 1e-9, -7.25);
    check(SumNumbers.sum(), numbers);
    check(SumNumbers.mean(), numbers);
    assertEquals(0.6, result(SumNumbers.sum(), observations(0.1, 0.2, 0.3)));
    assertEquals(2.0, result(SumNumbers.mean(), observations(1L, 2L, null, 3L)));
    assertEquals(0.0, result(SumNumbers.sum(), observations((Object) null)));
    assertNull(result(SumNumbers.mean(), observations((Object) null)));
  }

  @Property
  void sumIsTheExactOneRoundedOnce(@ForAll @Size(max = 40) List<Float> floats, @ForAll long seed) {
    Random random = new Random(seed);
    ExactSum sum = new ExactSum();
    ExactSum part = new ExactSum();
    BigDecimal exact = BigDecimal.ZERO;
    for (float number : floats) {
      double scaled = Math.scalb((double) number, random.nextInt(200) - 100);
      exact = exact.add(new BigDecimal(scaled));
      (random.nextBoolean() ? sum : part).add(scaled);
    }
    sum.addAll(part);
    assertEquals(exact.doubleValue(), sum.value(), 0);
    assertEquals(floats.size(), sum.count());
  }

  @Test
  public void findsExtremes() throws Exception {
    List<Observation> numbers = observations(3L, -4L, null, 9L, 9L);
    check(FindExtreme.min(FieldType.INTEGER), numbers);
    check(FindExtreme.max(FieldType.INTEGER), numbers);
    assertEquals(-4L, result(FindExtreme.min(FieldType.INTEGER), numbers));
    assertEquals(9L, result(FindExtreme.max(FieldType.INTEGER), numbers));
    assertNull(result(FindExtreme.max(FieldType.INTEGER), observations((Object) null)));
  }

  @Test
  public void findsFirstAndLast() throws Exception {
    List<Observation> texts =
        List.of(
            new Observation("m", 5),
            new Observation("b", 1),
            new Observation("a", 1),
            new Observation(null, 0),
            new Observation("y", 9),
            new Observation("z", 9));
    check(FindExtreme.first(FieldType.STRING), texts);
    check(FindExtreme.last(FieldType.STRING), texts);
    assertEquals("a", result(FindExtreme.first(FieldType.STRING), texts));
    assertEquals("z", result(FindExtreme.last(FieldType.STRING), texts));
  }

  @Test
  public void countsDistinctValues() throws Exception {
    check(new CountDistinct(), observations("a", "b", "", "a", null, "é"));
    check(new CountDistinct(), numbered(20_000));
    assertEquals(4L, result(new CountDistinct(), observations("a", "b", "", "a", null, "é")));
    assertEquals(3L, result(new CountDistinct(), observations(1L, 2L, 1L, -1L)));
    assertEquals(0L, result(new CountDistinct(), List.of()));
    assertEquals(4_096L, result(new CountDistinct(), numbered(4_096)));
    assertEquals(100_000, (Long) result(new CountDistinct(), numbered(100_000)), 3_200);
  }

  @Test
  public void countsSessions() throws Exception {
    CountSessions sessions = new CountSessions(30 * MINUTE);
    List<Observation> times = new ArrayList<>();
    Random random = new Random(5);
    for (int index = 0; index < 60; index++) {
      times.add(new Observation(null, random.nextInt(3_000) * MINUTE));
    }
    check(sessions, times);
    assertEquals(0L, result(sessions, List.of()));
    assertEquals(1L, result(sessions, at(0, 30 * MINUTE - 1)));
    assertEquals(2L, result(sessions, at(0, 30 * MINUTE)));
    assertEquals(1L, result(sessions, at(50 * MINUTE, 0, 25 * MINUTE)));
    assertEquals(2L, result(sessions, at(-90 * MINUTE, 0, 10 * MINUTE)));
  }

  @Test
  public void storesAccumulators() throws Exception {
    stored(CountMatching.share("a"), observations("a", "b", "a"), "03 02");
    stored(SumNumbers.sum(), observations(1.5, 1.0), "02 01 4004000000000000");
    stored(FindExtreme.min(FieldType.INTEGER), observations(-1L), "03 01 00");
    stored(FindExtreme.last(FieldType.STRING), at("a", 3), "03 0261 06");
    stored(new CountSessions(10), at(0, 5, 100), "02 00 0a be01 00");
    stored(new CountDistinct(), List.of(), "08 01030300001e0000");
  }

  private static <A> void stored(
      Aggregation<A> aggregation, List<Observation> observations, String hex) throws Exception {
    assertEquals(
        hex.replace(" ", ""),
        HexFormat.of()
            .formatHex(
                CoderLaws.encode(aggregation.coder(), accumulate(aggregation, observations))));
  }

  private static <A> void check(Aggregation<A> aggregation, List<Observation> observations)
      throws Exception {
    CombineFnLaws.check(aggregation, observations, aggregation.coder());
  }

  private static <A> Object result(Aggregation<A> aggregation, List<Observation> observations) {
    return aggregation.extractOutput(accumulate(aggregation, observations));
  }

  private static <A> A accumulate(Aggregation<A> aggregation, List<Observation> observations) {
    A accumulator = aggregation.createAccumulator();
    for (Observation observation : observations) {
      accumulator = aggregation.addInput(accumulator, observation);
    }
    return accumulator;
  }

  private static List<Observation> observations(Object... values) {
    List<Observation> observations = new ArrayList<>();
    for (Object value : values) {
      observations.add(new Observation(value, observations.size()));
    }
    return observations;
  }

  private static List<Observation> numbered(int count) {
    List<Observation> observations = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      observations.add(new Observation("v" + index, index));
    }
    Collections.shuffle(observations, new Random(count));
    return observations;
  }

  private static List<Observation> at(long... times) {
    List<Observation> observations = new ArrayList<>();
    for (long time : times) {
      observations.add(new Observation(null, time));
    }
    return observations;
  }

  private static List<Observation> at(String value, long time) {
    return List.of(new Observation(value, time));
  }
}

package dev.catchment.account;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.junit.Test;

public class LatencyTest {
  @Test
  public void theBoundsRiseByAFifthOfAPowerOfTen() {
    long[] bounds = Latency.boundsMillis();
    assertEquals(10, bounds[0]);
    assertEquals(100, bounds[5]);
    assertEquals(10_000_000, bounds[bounds.length - 1]);
    for (int i = 1; i < bounds.length; i++) {
      double ratio = (double) bounds[i] / bounds[i - 1];
      assertTrue(bounds[i] + " / " + bounds[i - 1], ratio > 1.5 && ratio < 1.7);
    }
  }

  @Test
  public void aSpanOnABoundBelongsToItsBucket() {
    assertEquals("latency_10", Latency.name(Latency.bucket(0)));
    assertEquals("latency_10", Latency.name(Latency.bucket(10)));
    assertEquals("latency_16", Latency.name(Latency.bucket(11)));
    assertEquals("latency_10000000", Latency.name(Latency.bucket(10_000_000)));
    assertEquals("latency_longer", Latency.name(Latency.bucket(10_000_001)));
  }

  @Test
  public void quantilesAreWithinTheBucketOfTheExactOnes() {
    Random random = new Random(7);
    long[] spans = new long[10_000];
    TreeMap<String, Long> counts = new TreeMap<>();
    for (int i = 0; i < spans.length; i++) {
      spans[i] = (long) Math.exp(random.nextGaussian() * 2 + 6);
      counts.merge(Latency.name(Latency.bucket(spans[i])), 1L, Long::sum);
      counts.merge(Latency.SUM, spans[i], Long::sum);
    }
    Arrays.sort(spans);
    Latency latency = Latency.of(counts);
    assertEquals(spans.length, latency.count());
    assertEquals(Arrays.stream(spans).sum(), latency.sumMillis());
    for (double share : new double[] {0.01, 0.25, 0.5, 0.9, 0.99, 0.999}) {
      double exact = Math.max(10, spans[(int) (share * spans.length)]);
      double found = Math.max(10, latency.quantileMillis(share).orElseThrow());
      assertTrue(share + ": " + exact + " " + found, found < exact * 1.6 && found > exact / 1.6);
    }
  }

  @Test
  public void aQuantileIsInterpolated() {
    Latency latency = Latency.of(Map.of("latency_100", 10L));
    assertEquals(63 + 37 * 0.5, latency.quantileMillis(0.5).orElseThrow(), 1e-9);
    assertEquals(100, latency.quantileMillis(1).orElseThrow(), 1e-9);
  }

  @Test
  public void withoutSpansThereIsNone() {
    assertEquals(OptionalDouble.empty(), Latency.of(Map.of()).quantileMillis(0.99));
  }

  @Test
  public void whatIsLongerThanAllBoundsIsTheLastBound() {
    Latency latency = Latency.of(Map.of("latency_longer", 3L));
    assertEquals(1e7, latency.quantileMillis(0.5).orElseThrow(), 0);
  }

  @Test
  public void aDifferenceHoldsWhatWasAdded() {
    Latency before = Latency.of(Map.of("latency_10", 5L, "latency_100", 7L, Latency.SUM, 700L));
    Latency after = Latency.of(Map.of("latency_10", 5L, "latency_100", 9L, Latency.SUM, 860L));
    assertEquals(2, after.since(before).count());
    assertEquals(160, after.since(before).sumMillis());
    assertTrue(after.since(before).quantileMillis(0).orElseThrow() >= 63);
  }

  @Test
  public void aCounterThatBeganAnewGivesNothingBelowZero() {
    Latency before = Latency.of(Map.of("latency_10", 5L));
    assertEquals(0, Latency.of(Map.of("latency_10", 1L)).since(before).count());
  }

  @Test
  public void aShareBeyondOneIsRefused() {
    Latency none = Latency.of(Map.of());
    assertThrows(IllegalArgumentException.class, () -> none.quantileMillis(1.01));
  }
}

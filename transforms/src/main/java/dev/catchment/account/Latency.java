package dev.catchment.account;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A histogram of time spans whose counts are ordinary counts of {@link Progress}, so that every
 * runner shows and adds them: Beam's distributions know no percentiles. There are five buckets to a
 * power of ten, from 10 ms to 10,000 s, each 1.58 times as wide as the one before, and one for all
 * that is longer. A quantile is interpolated inside of its bucket.
 *
 * <p>Immutable; 32 numbers.
 */
public final class Latency {
  /** What the names of the counts begin with; the bucket's upper bound in ms follows. */
  public static final String BUCKET = "latency_";

  /** The name of the sum of all spans, in ms. */
  public static final String SUM = "latencyMillis";

  private static final int PER_POWER_OF_TEN = 5;
  private static final long[] BOUNDS = bounds();
  private static final String LONGER = BUCKET + "longer";

  private final long[] counts;
  private final long sumMillis;

  private Latency(long[] counts, long sumMillis) {
    this.counts = counts;
    this.sumMillis = sumMillis;
  }

  /** Whether a count is a part of the histogram or its sum, and so says nothing by itself. */
  public static boolean isPart(String count) {
    return count.equals(SUM) || count.startsWith(BUCKET);
  }

  private static long[] bounds() {
    long[] bounds = new long[6 * PER_POWER_OF_TEN + 1];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = Math.round(Math.pow(10, 1 + (double) i / PER_POWER_OF_TEN));
    }
    return bounds;
  }

  /** The upper bounds of all buckets but the last, in ms, rising. */
  public static long[] boundsMillis() {
    return BOUNDS.clone();
  }

  /** The index of the bucket of a span: the first whose upper bound is not below it. */
  static int bucket(long millis) {
    int found = Arrays.binarySearch(BOUNDS, millis);
    return found >= 0 ? found : -found - 1;
  }

  /** The name of the count of a bucket. */
  static String name(int bucket) {
    return bucket < BOUNDS.length ? BUCKET + BOUNDS[bucket] : LONGER;
  }

  /** The histogram among the counts of a job. */
  public static Latency of(Map<String, Long> counts) {
    long[] buckets = new long[BOUNDS.length + 1];
    for (int bucket = 0; bucket < buckets.length; bucket++) {
      buckets[bucket] = counts.getOrDefault(name(bucket), 0L);
    }
    return new Latency(buckets, counts.getOrDefault(SUM, 0L));
  }

  /** What was added since an earlier one. */
  public Latency since(Latency earlier) {
    long[] difference = new long[counts.length];
    for (int bucket = 0; bucket < counts.length; bucket++) {
      difference[bucket] = Math.max(0, counts[bucket] - earlier.counts[bucket]);
    }
    return new Latency(difference, Math.max(0, sumMillis - earlier.sumMillis));
  }

  /** How many spans there are. */
  public long count() {
    return Arrays.stream(counts).sum();
  }

  /** The counts by bucket, the last that of all longer spans. */
  public long[] counts() {
    return counts.clone();
  }

  public long sumMillis() {
    return sumMillis;
  }

  /**
   * A quantile in ms, off by less than the width of its bucket; that of the spans beyond the last
   * bound is this bound. Empty when there are no spans.
   *
   * @param share from 0 to 1
   */
  public OptionalDouble quantileMillis(double share) {
    checkArgument(share >= 0 && share <= 1, "a share of %s is not from 0 to 1", share);
    double rank = share * count();
    long below = 0;
    for (int bucket = 0; bucket < BOUNDS.length; bucket++) {
      if (counts[bucket] > 0 && below + counts[bucket] >= rank) {
        double from = bucket == 0 ? 0 : BOUNDS[bucket - 1];
        return OptionalDouble.of(from + (BOUNDS[bucket] - from) * (rank - below) / counts[bucket]);
      }
      below += counts[bucket];
    }
    return count() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) BOUNDS[BOUNDS.length - 1]);
  }
}

package dev.catchment.account;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * Shows how far a job is, by counts that can be seen while it runs. They are not the accounts,
 * which are {@link Tallies}: a bundle that is tried again counts again.
 *
 * <p>A count goes to Beam's counters, which every runner shows by step, though most only when a
 * bundle or the whole job is done; and to a sum of this process, which a runner whose workers live
 * in the launching process shows at once. Counting costs about a microsecond: count a thousand
 * elements or a block of bytes at a time.
 */
public final class Progress {
  /** The namespace of the counters. */
  public static final String NAMESPACE = "progress";

  /** Bytes of input files that were read, as they are stored. */
  public static final String BYTES = "bytes";

  /** Records that were read. */
  public static final String READ = Outcome.READ.summaryName();

  /** Records that were written into a file of the output. */
  public static final String WRITTEN = "written";

  /** Messages for a destination that were given up. */
  public static final String UNDELIVERED = "undelivered";

  /** Records that came too late and were left out of what they belong to. */
  public static final String LATE = "late";

  /** Records that are too far ahead of their time and were left out of what they belong to. */
  public static final String FUTURE = "future";

  /** Records that lack the key of what they belong to and were left out of it. */
  public static final String KEYLESS = "keyless";

  /** Conditions that failed for a record and were taken as false. */
  public static final String RULE_FAILURES = "ruleFailures";

  /** Alerts that began. */
  public static final String OPENED = "opened";

  /** Alerts that ended. */
  public static final String RESOLVED = "resolved";

  /** How many elements to count at a time. */
  public static final int AT_A_TIME = 1024;

  private static final Map<String, LongAdder> HERE = new ConcurrentHashMap<>();

  private Progress() {}

  /** Counts, inside of a running step. */
  public static void add(String name, long count) {
    if (count > 0) {
      Metrics.counter(NAMESPACE, name).inc(count);
      HERE.computeIfAbsent(name, unused -> new LongAdder()).add(count);
    }
  }

  /** The counts of the steps that ran in this process since it began. */
  public static SortedMap<String, Long> here() {
    SortedMap<String, Long> counts = new TreeMap<>();
    HERE.forEach((name, count) -> counts.put(name, count.sum()));
    return counts;
  }
}

package dev.catchment.account;

import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.metrics.Metrics;

/**
 * Shows how far a live job has read: of each partition of a topic the next offset, and the event
 * time up to which all is there. As {@link Progress}, an offset goes to Beam's metrics and to a map
 * of this process; an event time only to the latter, because runners tell their own.
 *
 * <p>Memory: two numbers for each partition.
 */
public final class Reached {
  /** What the names of the gauges with offsets begin with, in {@link Progress#NAMESPACE}. */
  public static final String OFFSET = "offset_";

  private static final Map<String, Long> OFFSETS = new ConcurrentHashMap<>();
  private static final Map<String, Long> WATERMARKS = new ConcurrentHashMap<>();

  private Reached() {}

  /** The name of a partition in the metrics of a runner. */
  public static String partition(String topic, int partition) {
    return topic.replaceAll("[^A-Za-z0-9]", "_") + "_" + partition;
  }

  /**
   * A record was read, inside of a running step or reader.
   *
   * @param partition as {@link #partition} names it
   * @param next the offset after it
   */
  public static void offset(String partition, long next) {
    Metrics.gauge(Progress.NAMESPACE, OFFSET + partition).set(next);
    OFFSETS.put(partition, next);
  }

  /**
   * All events before a time have been read from a partition, or are late; from any thread.
   *
   * @param millis since 1970
   */
  public static void watermark(String partition, long millis) {
    WATERMARKS.put(partition, millis);
  }

  /** The next offsets that were reached in this process, by partition. */
  public static SortedMap<String, Long> offsetsHere() {
    return new TreeMap<>(OFFSETS);
  }

  /** The least of the event times that were reached in this process. */
  public static OptionalLong watermarkHere() {
    return WATERMARKS.values().stream().mapToLong(Long::longValue).min();
  }

  /** Forgets what was reached: a new job begins in this process. */
  public static void begin() {
    OFFSETS.clear();
    WATERMARKS.clear();
  }
}

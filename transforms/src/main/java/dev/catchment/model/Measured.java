package dev.catchment.model;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import java.util.Arrays;

/**
 * The values of a monitor's metrics in one window of one series. Immutable. Times are milliseconds
 * since 1970-01-01T00:00:00Z.
 */
public final class Measured {
  /** When a window is told, seen from the watermark. */
  public enum Pane {
    /** Before the watermark has passed its end: more events are expected. */
    EARLY(1),
    /** When the watermark has passed its end. */
    ON_TIME(2),
    /** Later, because of late events: replaces what was told before. */
    LATE(3);

    private final int code;

    Pane(int code) {
      this.code = code;
    }

    /** The number that stands for it in the byte format. */
    public int code() {
      return code;
    }
  }

  private final long start;
  private final long end;
  private final Pane pane;
  private final long events;
  private final long oldest;
  private final long newest;
  private final double[] values;

  private Measured(
      long start, long end, Pane pane, long events, long oldest, long newest, double[] values) {
    this.start = start;
    this.end = end;
    this.pane = checkNotNull(pane, "pane");
    this.events = events;
    this.oldest = oldest;
    this.newest = newest;
    this.values = values.clone();
    checkArgument(start < end, "a window from %s to %s is empty", start, end);
  }

  /**
   * The values of a window.
   *
   * @param start where the window begins
   * @param end where it ends, no part of it
   * @param events how many events it holds
   * @param oldest the time of the first of them
   * @param newest the time of the last of them
   * @param values one per metric in the order of the configuration, NaN for a missing one; copied
   */
  public static Measured of(
      long start, long end, Pane pane, long events, long oldest, long newest, double... values) {
    return new Measured(start, end, pane, events, oldest, newest, values);
  }

  /** The values of a window without events, which is told on time. */
  public static Measured empty(long start, long end, double... values) {
    return new Measured(start, end, Pane.ON_TIME, 0, end, start, values);
  }

  public long start() {
    return start;
  }

  /** Where it ends; no part of it. */
  public long end() {
    return end;
  }

  public Pane pane() {
    return pane;
  }

  /** The number of events in the window. */
  public long events() {
    return events;
  }

  /** The time of the first event; the window's end where there is none. */
  public long oldest() {
    return oldest;
  }

  /** The time of the last event; the window's start where there is none. */
  public long newest() {
    return newest;
  }

  /** The number of metrics. */
  public int width() {
    return values.length;
  }

  /** The value of a metric, NaN where it has none. */
  public double value(int metric) {
    return values[metric];
  }

  double[] values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Measured that
        && start == that.start
        && end == that.end
        && pane == that.pane
        && events == that.events
        && oldest == that.oldest
        && newest == that.newest
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + Long.hashCode(31 * start + end);
  }

  @Override
  public String toString() {
    return "Measured[%d to %d %s %d %s]"
        .formatted(start, end, pane, events, Arrays.toString(values));
  }
}

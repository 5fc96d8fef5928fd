package dev.catchment.measure;

/**
 * What is known of one slice of time of one series: a window where windows tumble, a step where
 * they slide, or a session. Times are milliseconds since 1970-01-01T00:00:00Z. Is changed by {@link
 * Slices} only.
 */
final class Slice {
  private final long start;
  private long end;
  private long events;
  private long oldest;
  private long newest;
  private final Object[] accumulators;

  Slice(long start, long end, long events, long oldest, long newest, Object[] accumulators) {
    this.start = start;
    this.end = end;
    this.events = events;
    this.oldest = oldest;
    this.newest = newest;
    this.accumulators = accumulators;
  }

  /** A slice without events. */
  static Slice empty(long start, long end, Object[] accumulators) {
    return new Slice(start, end, 0, Long.MAX_VALUE, Long.MIN_VALUE, accumulators);
  }

  long start() {
    return start;
  }

  /** Where it ends, no part of it. */
  long end() {
    return end;
  }

  long events() {
    return events;
  }

  /** The time of the first event. */
  long oldest() {
    return oldest;
  }

  /** The time of the last event. */
  long newest() {
    return newest;
  }

  Object[] accumulators() {
    return accumulators;
  }

  /** So many events more, the first and last of them at these times, and perhaps a later end. */
  void grow(long more, long first, long last, long laterEnd) {
    events += more;
    oldest = Math.min(oldest, first);
    newest = Math.max(newest, last);
    end = Math.max(end, laterEnd);
  }
}

package dev.catchment.pipelines.traffic;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How many events came in a span of time.
 *
 * @param start when it began, milliseconds since 1970-01-01T00:00:00Z
 * @param seconds how long it was, above 0
 * @param count the events, at least 0
 */
public record Cell(long start, double seconds, double count) {
  public Cell {
    Range.above("seconds", seconds, 0);
    checkArgument(
        count >= 0 && Double.isFinite(count),
        "count is %s, valid is a number of at least 0",
        count);
  }

  /** Its middle in seconds since 1970-01-01T00:00:00Z. */
  double middle() {
    return start / 1000.0 + seconds / 2;
  }

  /** Its end in milliseconds since 1970-01-01T00:00:00Z. */
  public long end() {
    return start + Math.round(seconds * 1000);
  }
}

package dev.catchment.aggregate;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.time.Duration;

/**
 * The steps that time moves in: spans of the same length, the first of which begins at
 * 1970-01-01T00:00:00Z. A step has its begin and not its end. All times are in milliseconds.
 *
 * @param length of a step; a day is a whole number of steps
 */
record Steps(long length) implements Serializable {
  /** A time that never comes. */
  static final long NEVER = Long.MAX_VALUE;

  private static final long DAY = Duration.ofDays(1).toMillis();

  Steps {
    checkArgument(length > 0 && DAY % length == 0, "a step of %s ms, must divide a day", length);
  }

  /** The number of the step that a time lies in. */
  long number(long time) {
    return Math.floorDiv(time, length);
  }

  /** The end of the step that a time lies in, which is later than the time. */
  long end(long time) {
    return (number(time) + 1) * length;
  }

  /** The first end of a step that is not earlier than a time. */
  long atOrAfter(long time) {
    return -number(-time) * length;
  }
}

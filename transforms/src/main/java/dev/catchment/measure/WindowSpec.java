package dev.catchment.measure;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.time.Duration;

/**
 * How event time is cut into windows. Tumbling and sliding windows begin at multiples of their step
 * since 1970-01-01T00:00:00Z.
 *
 * @param size the length of a window; of sessions the gap that ends one, in milliseconds
 * @param step the time between the starts of two windows; the size where they tumble; 0 of sessions
 */
public record WindowSpec(long size, long step) implements Serializable {

  /** Windows that follow each other. */
  public static WindowSpec tumbling(Duration size) {
    return new WindowSpec(positive(size), size.toMillis());
  }

  /** Windows that begin every step and overlap; the size is a multiple of the step. */
  public static WindowSpec sliding(Duration size, Duration step) {
    checkArgument(positive(size) % positive(step) == 0, "%s is no multiple of %s", size, step);
    return new WindowSpec(size.toMillis(), step.toMillis());
  }

  /** Windows from the first to the last event between which no gap of this length is. */
  public static WindowSpec session(Duration gap) {
    return new WindowSpec(positive(gap), 0);
  }

  private static long positive(Duration time) {
    checkArgument(time.toMillis() > 0, "%s is no length of a window", time);
    return time.toMillis();
  }

  /** Whether windows are sessions. */
  public boolean isSession() {
    return step == 0;
  }

  /** The start of the slice of time that an instant is in: itself for sessions. */
  long sliceStart(long time) {
    return isSession() ? time : Math.floorDiv(time, step) * step;
  }

  /** The end of the slice that a first event begins. */
  long sliceEnd(long start) {
    return start + (isSession() ? size : step);
  }

  /** The end of the last window that a slice is part of. */
  long lastEnd(Slice slice) {
    return isSession() ? slice.end() : slice.start() + size;
  }
}

package dev.catchment.expect;

import dev.catchment.model.Position;

/**
 * What was found of one expectation.
 *
 * @param checked how many values or events were looked at
 * @param failed how many of them were not as expected
 * @param latest the latest event time, milliseconds since 1970-01-01T00:00:00Z, or {@link #NEVER}
 * @param example the first position of a record that is not as expected; null when there is none or
 *     records have no position
 */
public record Measure(long checked, long failed, long latest, Position example) {
  /** The latest event time where no event was seen. */
  public static final long NEVER = Long.MIN_VALUE;
}

package dev.catchment.expect;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.expect.Check.Fresh;
import dev.catchment.expect.Check.Rows;
import java.io.Serializable;
import java.time.Instant;

/**
 * Something that the events of a source are expected to be.
 *
 * @param name the name in the configuration, unique in its source
 * @param source the source's name
 * @param field the part of an event that is looked at, or null when it is the whole
 * @param check what is expected
 * @param mostly the least share of the checked values that must be as expected, 0 to 1
 * @param required whether the job complains when it is not met
 */
public record Expectation(
    String name, String source, String field, Check check, double mostly, boolean required)
    implements Serializable {
  private static final double ROUNDING = 1e-12;

  public Expectation {
    checkArgument(mostly >= 0 && mostly <= 1, "mostly is %s, must be 0 to 1", mostly);
  }

  /** The name together with that of its source, which no other expectation has. */
  public String key() {
    return source + "/" + name;
  }

  /**
   * Whether it is met. Where nothing was checked, no value is otherwise than expected: it is met,
   * but for a number of rows above 0 and for freshness.
   *
   * @param moment when the latest event is to be fresh, milliseconds since 1970-01-01T00:00:00Z
   */
  public boolean isMet(Measure measure, long moment) {
    if (check instanceof Rows rows) {
      return measure.checked() >= rows.min() && measure.checked() <= rows.max();
    }
    if (check instanceof Fresh fresh) {
      return measure.latest() != Measure.NEVER
          && measure.latest() >= moment - fresh.maxAge().toMillis();
    }
    return measure.failed() <= (1 - mostly + ROUNDING) * measure.checked();
  }

  /** Whether a share of values is measured, and not the events as a whole. */
  public boolean hasShare() {
    return !(check instanceof Rows || check instanceof Fresh);
  }

  /** What was found, in words; never a value of an event but the time of the latest. */
  public String observed(Measure measure) {
    if (check instanceof Rows) {
      return "%,d rows".formatted(measure.checked());
    }
    if (check instanceof Fresh) {
      return measure.latest() == Measure.NEVER
          ? "no event"
          : "latest event at " + Instant.ofEpochMilli(measure.latest());
    }
    if (measure.failed() == 0) {
      return measure.checked() == 0
          ? "nothing to check"
          : "all %,d are".formatted(measure.checked());
    }
    return "%,d of %,d are not".formatted(measure.failed(), measure.checked());
  }
}

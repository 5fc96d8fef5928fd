package dev.catchment.pipelines.traffic;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.chance.Draws.Purpose;

/**
 * Bursts: a shape that is 1, and for a while in each span of time another factor. Where in its span
 * a burst begins is drawn from the seed; it ends in the same span.
 *
 * @param every the length of the spans in seconds, above 0
 * @param last how long a burst lasts in seconds, above 0 and no longer than a span
 * @param factor the factor during a burst, above 0
 * @param seed the number that chance is drawn from
 */
public record Bursts(double every, double last, double factor, long seed) implements Traffic {
  public Bursts {
    Range.above("every", every, 0);
    Range.above("last", last, 0);
    Range.above("factor", factor, 0);
    checkArgument(
        last <= every,
        "last is %s s, longer than every, %s s; a burst ends before the next begins",
        last,
        every);
  }

  @Override
  public double rate(double time) {
    double start = start(Spans.whole(time, every));
    return time >= start && time < start + last ? factor : 1;
  }

  @Override
  public double nextKnot(double time) {
    double span = Spans.whole(time, every);
    double start = start(span);
    if (time < start) {
      return start;
    }
    return time < start + last ? start + last : (span + 1) * every;
  }

  /** When the burst of a span begins, by the number of the span. */
  private double start(double span) {
    double room = Draws.of(seed, Purpose.BURSTS, (long) span).uniform() * (every - last);
    return span * every + room;
  }
}

package dev.catchment.pipelines.traffic;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A rhythm that comes again with every period: a shape whose mean over a period is 1, straight
 * between the middles of the parts that a period is cut into.
 */
public final class Rhythm implements Traffic {
  private static final double DAY = 86_400;
  private static final long DAY_MILLIS = 86_400_000;
  private static final double WEEK = 7 * DAY;

  /** How much happens in the hours of a day, UTC: least before dawn, most in the evening. */
  private static final double[] HOURS = {
    1.2, .7, .45, .3, .3, .4, .9, 2, 3.2, 3.5, 3.8, 4.1, 4.8, 4.4, 3.8, 3.8, 4.1, 4.7, 5.7, 6.8,
    7.5, 7.2, 4.8, 2.6
  };

  /** How much happens on the days of a week, Monday first. */
  private static final double[] DAYS = {0.95, 0.88, 0.88, 0.95, 1.05, 1.25, 1.35};

  private final double[] parts;
  private final double part;
  private final double phase;

  private Rhythm(double[] parts, double part, double phase) {
    this.parts = parts;
    this.part = part;
    this.phase = phase;
  }

  /**
   * A rhythm of a day, of a week or of any other length.
   *
   * @param weights how much happens in the parts of a period, of equal length; not all 0
   * @param period the length of a period in seconds
   * @param phase how far the period is when time begins, in seconds
   * @param swing how much of the rhythm is left: 1 for all of it, 0 for none
   */
  public static Rhythm of(List<Double> weights, double period, double phase, double swing) {
    double[] parts = weights.stream().mapToDouble(Double::doubleValue).toArray();
    Range.above("period", period, 0);
    Range.within("swing", swing, 0, 1);
    double mean = Arrays.stream(parts).average().orElse(0);
    checkArgument(
        mean > 0 && Double.isFinite(mean) && Arrays.stream(parts).allMatch(weight -> weight >= 0),
        "weights are %s; numbers of at least 0 are wanted, one of them above 0",
        weights);
    Arrays.setAll(parts, index -> 1 + swing * (parts[index] / mean - 1));
    double length = period / parts.length;
    return new Rhythm(parts, length, phase - length / 2);
  }

  /** Day and night, from a start in milliseconds since 1970-01-01T00:00:00Z. */
  public static Rhythm daily(long start, double swing) {
    return of(list(HOURS), DAY, Math.floorMod(start, DAY_MILLIS) / 1000.0, swing);
  }

  /** The days of the week, from a start in milliseconds since 1970-01-01T00:00:00Z. */
  public static Rhythm weekly(long start, double swing) {
    int day = Instant.ofEpochMilli(start).atOffset(ZoneOffset.UTC).getDayOfWeek().getValue() - 1;
    double time = Math.floorMod(start, DAY_MILLIS) / 1000.0;
    return of(list(DAYS), WEEK, day * DAY + time, swing);
  }

  private static List<Double> list(double... weights) {
    return Arrays.stream(weights).boxed().collect(Collectors.toList());
  }

  @Override
  public double rate(double time) {
    double place = (time + phase) / part;
    double whole = Math.floor(place);
    int left = (int) Math.floorMod((long) whole, (long) parts.length);
    int right = left + 1 == parts.length ? 0 : left + 1;
    return parts[left] + (place - whole) * (parts[right] - parts[left]);
  }

  @Override
  public double nextKnot(double time) {
    double knot = (Spans.whole(time + phase, part) + 1) * part - phase;
    return knot > time ? knot : knot + part;
  }
}

package dev.catchment.pipelines.traffic;

import java.util.List;
import java.util.Optional;

/**
 * Traffic as a history shows it. Immutable.
 *
 * @param rate the events a second at the end of the history, without rhythms and bursts
 * @param end the end of the history, milliseconds since 1970-01-01T00:00:00Z
 * @param parts how much happens in the parts of a day, of equal length, from midnight UTC on; the
 *     mean is 1; empty where no difference is seen
 * @param days the same of the days of a week, Monday first
 * @param growth the factor from one day to the next; 1 where no growth is seen
 * @param bursts the bursts, where some are seen
 * @param cells how many counts it was made of
 */
public record FittedTraffic(
    double rate,
    long end,
    List<Double> parts,
    List<Double> days,
    double growth,
    Optional<Burst> bursts,
    int cells) {
  private static final double DAY = 86_400;
  private static final int MONDAY_AFTER_EPOCH = 4;

  public FittedTraffic {
    parts = List.copyOf(parts);
    days = List.copyOf(days);
  }

  /**
   * What bursts are like.
   *
   * @param every the mean seconds from one to the next
   * @param last how many seconds one lasts
   * @param factor how many times as many events come
   */
  public record Burst(double every, double last, double factor) {}

  /**
   * The traffic from a start on. What grew goes on to grow; what shrank stays as it is at the end
   * of the history, because too much capacity costs less than too little.
   *
   * @param start milliseconds since 1970-01-01T00:00:00Z
   * @param seed the number that the places of bursts are drawn from
   */
  public Traffic traffic(long start, long seed) {
    double seconds = start / 1000.0;
    double ahead = (start - end) / 1000.0 / DAY;
    double factor = growth > 1 ? StrictMath.pow(growth, ahead) : 1;
    Traffic traffic = new ConstantTraffic(rate * factor);
    if (!parts.isEmpty()) {
      traffic = traffic.times(Rhythm.of(parts, DAY, floorMod(seconds, DAY), 1));
    }
    if (!days.isEmpty()) {
      double monday = seconds - MONDAY_AFTER_EPOCH * DAY;
      traffic = traffic.times(Rhythm.of(days, 7 * DAY, floorMod(monday, 7 * DAY), 1));
    }
    if (growth > 1) {
      traffic = traffic.times(new Growth(doubling()));
    }
    return bursts.isEmpty() ? traffic : traffic.times(bursts(seed));
  }

  private Bursts bursts(long seed) {
    Burst burst = bursts.orElseThrow();
    return new Bursts(burst.every, burst.last, burst.factor, seed);
  }

  /** The seconds in which it doubles. */
  private double doubling() {
    return DAY * StrictMath.log(2) / StrictMath.log(growth);
  }

  private static double floorMod(double value, double length) {
    return value - Math.floor(value / length) * length;
  }

  /** What was seen, in words. */
  public String words() {
    StringBuilder words = new StringBuilder("%s events a second".formatted(number(rate)));
    if (!parts.isEmpty()) {
      words.append(", a rhythm of the day up to %s times the mean".formatted(number(max(parts))));
    }
    if (!days.isEmpty()) {
      words.append(", one of the week up to %s times".formatted(number(max(days))));
    }
    if (growth > 1) {
      words.append(", doubling every %s days".formatted(number(doubling() / DAY)));
    } else if (growth < 1) {
      words.append(
          ", shrinking by %s %% a day, planned as if it stayed"
              .formatted(number(100 - 100 * growth)));
    }
    bursts.ifPresent(
        burst ->
            words.append(
                ", bursts of %s times the traffic for %s minutes every %s hours"
                    .formatted(
                        number(burst.factor),
                        number(burst.last / 60),
                        number(burst.every / 3600))));
    return words.toString();
  }

  private static double max(List<Double> weights) {
    return weights.stream().mapToDouble(Double::doubleValue).max().orElse(1);
  }

  private static String number(double value) {
    return String.format(java.util.Locale.ROOT, value < 100 ? "%.3g" : "%,.0f", value);
  }
}

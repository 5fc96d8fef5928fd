package dev.catchment.pipelines.generate.stream;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.pipelines.traffic.Arrivals;
import dev.catchment.pipelines.traffic.TrafficSpec;

/**
 * What stream to generate. Two equal specifications give the same messages in the same order.
 *
 * @param seed the number that all chance is drawn from
 * @param start the first moment, milliseconds since 1970-01-01T00:00:00Z
 * @param seconds how long it lasts, or infinity for one that is ended from outside
 * @param rate the events a second of its own time, before the traffic's shapes
 * @param traffic the shapes of the traffic
 * @param keys how many keys there are, 1 to 10,000,000
 * @param hotKey the share of the events that the first key has, 0 for as many as any other
 * @param duplicates the share of the events that are sent twice, the second time within a minute
 * @param outOfOrder the share of the events that are sent up to 5 seconds after later ones
 * @param late the share of the events that are sent late
 * @param lateBy the most seconds that such an event is late
 * @param poison the share of the messages that are no event
 * @param anomalyEvery in each of these spans in seconds but the first an anomaly is planted; 0 for
 *     none
 * @param anomalyFor how many seconds an anomaly lasts
 */
public record StreamSpec(
    long seed,
    long start,
    double seconds,
    double rate,
    TrafficSpec traffic,
    int keys,
    double hotKey,
    double duplicates,
    double outOfOrder,
    double late,
    double lateBy,
    double poison,
    double anomalyEvery,
    double anomalyFor) {
  static final int MOST_KEYS = 10_000_000;

  public StreamSpec {
    above("rate", rate);
    above("duration", seconds);
    checkArgument(keys >= 1 && keys <= MOST_KEYS, "keys is %s, valid is 1 to %s", keys, MOST_KEYS);
    share("hotKey", hotKey);
    share("duplicates", duplicates);
    share("outOfOrder", outOfOrder);
    share("late", late);
    share("poison", poison);
    above("lateBy", lateBy);
    checkArgument(
        anomalyEvery == 0 || anomalyFor <= anomalyEvery,
        "anomalyFor is %s s, longer than anomalyEvery, %s s; an anomaly ends before the next begins",
        anomalyFor,
        anomalyEvery);
    above("anomalyFor", anomalyFor);
  }

  /**
   * A stream of so many events a second at even distances, for as many seconds, without anything
   * out of the ordinary.
   */
  public static StreamSpec of(long seed, long start, double rate, double seconds, int keys) {
    TrafficSpec constant = TrafficSpec.parse("constant");
    return new StreamSpec(seed, start, seconds, rate, constant, keys, 0, 0, 0, 0, 600, 0, 0, 60);
  }

  private static void above(String name, double value) {
    checkArgument(value > 0, "%s is %s, valid is a number above 0", name, value);
  }

  private static void share(String name, double value) {
    checkArgument(value >= 0 && value <= 1, "%s is %s, valid is 0 to 1", name, value);
  }

  Arrivals arrivals() {
    return traffic.arrivals(rate, start, seed);
  }

  /** The share of the events that a key has. */
  double share(int key) {
    double even = (1 - hotKey) / keys;
    return key == 0 ? hotKey + even : even;
  }

  /** A time of the stream in milliseconds since 1970-01-01T00:00:00Z. */
  long millis(double time) {
    return start + (long) Math.floor(time * 1000);
  }
}

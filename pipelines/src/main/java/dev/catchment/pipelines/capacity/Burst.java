package dev.catchment.pipelines.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.traffic.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A while of more traffic, and what it does to a queue that is served at a steady pace: a fluid of
 * events, without chance.
 *
 * @param factor how many times the traffic, above 1
 * @param seconds how long
 */
record Burst(@JsonProperty("factor") double factor, @JsonProperty("seconds") double seconds) {
  static final String REGEX = "[0-9]+([.][0-9]+)?x[0-9]+([.][0-9]+)?(ms|s|m|h|d)";

  /** A burst as {@code 3x10m}; throws {@link UsageException} when it is none. */
  static Burst of(String text) {
    int x = text.indexOf('x');
    double factor = Double.parseDouble(text.substring(0, x));
    double seconds = Span.seconds(text.substring(x + 1));
    if (factor <= 1 || seconds == 0) {
      throw new UsageException(
          "--burst=%s: a burst has a factor above 1 and a length above 0, such as 3x10m"
              .formatted(text));
    }
    return new Burst(factor, seconds);
  }

  /** The events that wait when it ends, by the rate before it and the events served a second. */
  double backlog(double rate, double capacity) {
    return Math.max(0, factor * rate - capacity) * seconds;
  }

  /** The seconds after it until nothing waits; infinite where the queue does not get shorter. */
  double drain(double rate, double capacity) {
    double backlog = backlog(rate, capacity);
    return backlog == 0
        ? 0
        : capacity > rate ? backlog / (capacity - rate) : Double.POSITIVE_INFINITY;
  }

  /** The events a second that must be served for nothing to wait so many seconds after it. */
  double capacity(double rate, double drain) {
    return rate * (factor * seconds + drain) / (seconds + drain);
  }

  /**
   * What waits from the start of the burst until it is drained, as points of seconds and events.
   */
  List<List<Double>> curve(double rate, double capacity) {
    double end = seconds + drain(rate, capacity);
    double last = Double.isInfinite(end) ? 4 * seconds : end;
    List<List<Double>> points = new ArrayList<>();
    points.add(List.of(0.0, 0.0));
    points.add(List.of(seconds, backlog(rate, capacity)));
    points.add(
        List.of(
            last,
            Double.isInfinite(end)
                ? backlog(rate, capacity) + (rate - capacity) * (last - seconds)
                : 0));
    return points;
  }
}

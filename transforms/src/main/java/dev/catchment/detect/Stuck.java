package dev.catchment.detect;

import org.apache.beam.sdk.coders.Coder;

/**
 * Alerts when a series keeps one and the same value for a time, as the value of a broken sensor
 * does. The score grows with the time and is {@link Verdict#LIMIT} when it is long enough. A value
 * whose time is earlier than the last one's is not judged and not kept.
 *
 * <p>Remembers a value, since when and until when it was seen: 25 bytes.
 */
public final class Stuck implements Detector<double[]> {
  private static final long serialVersionUID = 1;
  private static final int VALUE = 0;
  private static final int SINCE = 1;
  private static final int LAST = 2;

  private final long longest;

  private Stuck(long longest) {
    this.longest = longest;
  }

  static Stuck of(Settings settings) {
    return new Stuck(settings.duration("after", null).toMillis());
  }

  @Override
  public double[] create() {
    return new double[] {Double.NaN, 0, Double.NEGATIVE_INFINITY};
  }

  @Override
  public Verdict take(double[] state, long timeMillis, double[] values) {
    double value = values[0];
    if (!Double.isFinite(value) || timeMillis < state[LAST]) {
      return Verdict.UNKNOWN;
    }
    state[LAST] = timeMillis;
    if (value != state[VALUE]) {
      state[VALUE] = value;
      state[SINCE] = timeMillis;
    }
    long since = (long) (timeMillis - state[SINCE]);
    double score = Verdict.score((double) since, (double) longest);
    if (since < longest) {
      return Verdict.calm(score, Double.NaN);
    }
    return Verdict.alert(
        score,
        Double.NaN,
        "the value has been %s for %s".formatted(Words.number(value), Words.time(since)));
  }

  @Override
  public Coder<double[]> coder() {
    return NumbersCoder.of();
  }
}

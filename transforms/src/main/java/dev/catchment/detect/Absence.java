package dev.catchment.detect;

import static dev.catchment.detect.DetectorException.check;

import org.apache.beam.sdk.coders.Coder;

/**
 * Alerts when a key goes silent: nothing came for a given time, or for a multiple of the usual time
 * from one value to the next. What comes is never an alert, and it is a sign of life even if it is
 * no number. A value earlier than the last one changes nothing.
 *
 * <p>The usual time is the exponentially weighted mean of the last 20 times or so; a time beyond
 * the multiple counts as the multiple. It is known once five values came; no alert before.
 *
 * <p>Remembers the last time, the usual time and a count: 25 bytes.
 */
public final class Absence implements Detector<double[]> {
  private static final long serialVersionUID = 1;
  private static final int LAST = 0;
  private static final int USUAL = 1;
  private static final int COUNT = 2;
  private static final int KNOWN = 5;
  private static final double NEWEST = 0.05;

  private final long after;
  private final double times;

  private Absence(long after, double times) {
    this.after = after;
    this.times = times;
  }

  /** Alerts after a fixed time in milliseconds. */
  public static Absence after(long millis) {
    return new Absence(millis, Double.NaN);
  }

  /** Alerts after a multiple, above 1, of the usual time. */
  public static Absence usual(double times) {
    return new Absence(0, times);
  }

  static Absence of(Settings settings) {
    check(
        settings.has("after") != settings.has("times"),
        "after",
        "the detector absence needs after, a length of time, or times, a multiple of the usual time;"
            + " one of them");
    return settings.has("after")
        ? after(settings.duration("after", null).toMillis())
        : usual(settings.number("times", 3, 1.1, 10_000));
  }

  @Override
  public double[] create() {
    return new double[] {Double.NEGATIVE_INFINITY, 0, 0};
  }

  @Override
  public Verdict take(double[] state, long timeMillis, double[] values) {
    if (timeMillis <= state[LAST]) {
      return Verdict.calm(0, Double.NaN);
    }
    double gap = timeMillis - state[LAST];
    if (state[COUNT] > 1 && !Double.isNaN(times)) {
      gap = Math.min(gap, times * state[USUAL]);
    }
    if (state[COUNT] > 0) {
      state[USUAL] += Math.max(1 / state[COUNT], NEWEST) * (gap - state[USUAL]);
    }
    state[LAST] = timeMillis;
    state[COUNT]++;
    return Verdict.calm(0, Double.NaN);
  }

  @Override
  public long deadline(double[] state) {
    if (Double.isNaN(times)) {
      return state[COUNT] > 0 ? (long) state[LAST] + after : Long.MAX_VALUE;
    }
    return state[COUNT] >= KNOWN
        ? (long) (state[LAST] + Math.max(1, times * state[USUAL]))
        : Long.MAX_VALUE;
  }

  @Override
  public Verdict silent(double[] state, long timeMillis) {
    long deadline = deadline(state);
    if (deadline == Long.MAX_VALUE) {
      return Verdict.UNKNOWN;
    }
    long silence = timeMillis - (long) state[LAST];
    double score = Verdict.score((double) Math.max(0, silence), deadline - state[LAST]);
    if (timeMillis < deadline) {
      return Verdict.calm(score, Double.NaN);
    }
    return Verdict.alert(
        score,
        Double.NaN,
        "nothing came for %s%s"
            .formatted(
                Words.time(silence),
                Double.isNaN(times)
                    ? ""
                    : "; usually something comes every " + Words.time((long) state[USUAL])));
  }

  @Override
  public Coder<double[]> coder() {
    return NumbersCoder.of();
  }
}

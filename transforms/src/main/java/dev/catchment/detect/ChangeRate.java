package dev.catchment.detect;

import static dev.catchment.detect.DetectorException.check;

import java.time.Duration;
import org.apache.beam.sdk.coders.Coder;

/**
 * Alerts when a value differs from the one before by more than a limit: the difference itself, or
 * divided by the time between them, or by the size of the one before, or both. The score is 1
 * beyond a limit, otherwise 0; the value before is what was expected.
 *
 * <p>A value whose time is not later than the last one's is not judged and not kept, so duplicate
 * stamps and late values do no harm. Over a gap the difference spreads over the whole gap where it
 * is divided by time. A relative change from 0 is not judged.
 *
 * <p>Remembers the last time and value: 17 bytes.
 */
public final class ChangeRate implements Detector<double[]> {
  private static final long serialVersionUID = 1;
  private static final int TIME = 0;
  private static final int VALUE = 1;

  private final double below;
  private final double above;
  private final long per;
  private final boolean relative;

  /**
   * A detector of changes.
   *
   * @param below the least change that is allowed
   * @param above the largest change that is allowed
   * @param per the time that the change is told for in milliseconds, 0 for that of one value to the
   *     next
   * @param relative whether it is told as a share of the size of the value before
   */
  public ChangeRate(double below, double above, long per, boolean relative) {
    check(below <= above, "below", "below is %s, more than above, %s", below, above);
    this.below = below;
    this.above = above;
    this.per = per;
    this.relative = relative;
  }

  static ChangeRate of(Settings settings) {
    check(
        settings.has("above") || settings.has("below"),
        "above",
        "the detector change needs above, below or both");
    return new ChangeRate(
        settings.number("below").orElse(Double.NEGATIVE_INFINITY),
        settings.number("above").orElse(Double.POSITIVE_INFINITY),
        settings.duration("per", Duration.ZERO).toMillis(),
        settings.flag("relative"));
  }

  @Override
  public double[] create() {
    return new double[] {Double.NEGATIVE_INFINITY, Double.NaN};
  }

  @Override
  public Verdict take(double[] state, long timeMillis, double[] values) {
    if (!Double.isFinite(values[0]) || timeMillis <= state[TIME]) {
      return Verdict.UNKNOWN;
    }
    double value = Bounds.within(values[0]);
    double before = state[VALUE];
    double elapsed = timeMillis - state[TIME];
    state[TIME] = timeMillis;
    state[VALUE] = value;
    double change =
        (value - before) / (relative ? Math.abs(before) : 1) * (per == 0 ? 1 : per / elapsed);
    if (!Double.isFinite(change)) {
      return Verdict.UNKNOWN;
    }
    change = Bounds.within(change);
    if (change > above) {
      return Verdict.alert(1, before, words(value, before, change, "above", above));
    }
    if (change < below) {
      return Verdict.alert(1, before, words(value, before, change, "below", below));
    }
    return Verdict.calm(0, before);
  }

  private String words(double value, double before, double change, String side, double limit) {
    return "%s after %s is a change of %s%s, %s %s"
        .formatted(
            Words.number(value),
            Words.number(before),
            amount(change),
            per == 0 ? "" : " in " + Words.time(per),
            side,
            amount(limit));
  }

  private String amount(double change) {
    return relative ? Words.number(100 * change) + " %" : Words.number(change);
  }

  @Override
  public Coder<double[]> coder() {
    return NumbersCoder.of();
  }
}

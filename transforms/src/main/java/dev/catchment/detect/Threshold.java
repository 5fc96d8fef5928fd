package dev.catchment.detect;

import static dev.catchment.detect.DetectorException.check;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.VoidCoder;

/**
 * Alerts when a value is above one limit or below another. A limit itself is allowed. The score is
 * 1 beyond a limit, otherwise 0; the limit that is crossed is what was expected. Remembers nothing.
 */
public final class Threshold implements Detector<Void> {
  private static final long serialVersionUID = 1;

  private final double below;
  private final double above;

  private Threshold(double below, double above) {
    this.below = below;
    this.above = above;
  }

  public static Threshold above(double limit) {
    return new Threshold(Double.NEGATIVE_INFINITY, limit);
  }

  public static Threshold below(double limit) {
    return new Threshold(limit, Double.POSITIVE_INFINITY);
  }

  /** Alerts outside of a range whose ends are allowed. */
  public static Threshold outside(double lowest, double highest) {
    check(lowest <= highest, "below", "below is %s, more than above, %s", lowest, highest);
    return new Threshold(lowest, highest);
  }

  static Threshold of(Settings settings) {
    check(
        settings.has("above") || settings.has("below"),
        "above",
        "the detector threshold needs above, below or both");
    return outside(
        settings.number("below").orElse(Double.NEGATIVE_INFINITY),
        settings.number("above").orElse(Double.POSITIVE_INFINITY));
  }

  @Override
  public Void create() {
    return null;
  }

  @Override
  public Verdict take(Void state, long timeMillis, double[] values) {
    double value = values[0];
    if (!Double.isFinite(value)) {
      return Verdict.UNKNOWN;
    }
    if (value > above) {
      return Verdict.alert(1, above, Words.number(value) + " is above " + Words.number(above));
    }
    if (value < below) {
      return Verdict.alert(1, below, Words.number(value) + " is below " + Words.number(below));
    }
    return Verdict.calm(0, Double.NaN);
  }

  @Override
  public Coder<Void> coder() {
    return VoidCoder.of();
  }
}

package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * How far the distribution of new data is from that of earlier data: the population stability index
 * of two histograms over the same bins, the sum of (a - e) ln(a / e) over the shares a and e of new
 * and earlier data in each bin (Siddiqi: Credit Risk Scorecards, 2006).
 *
 * <p>A share below 0.0001 counts as 0.0001, so that an empty bin adds at most about 9. By chance
 * alone the index of n new rows is about (bins - 1) / n.
 */
public final class PopulationStability {
  private static final double LEAST_SHARE = 1e-4;

  private PopulationStability() {}

  /**
   * The index: 0 for equal shares, otherwise above; NaN if a histogram is empty.
   *
   * @param earlier the rows, or their share, in each bin
   * @param now the same of the new data
   */
  public static double index(double[] earlier, double[] now) {
    checkArgument(earlier.length == now.length, "%s and %s bins", earlier.length, now.length);
    double allEarlier = total(earlier);
    double allNow = total(now);
    if (allEarlier == 0 || allNow == 0) {
      return Double.NaN;
    }
    double index = 0;
    for (int bin = 0; bin < now.length; bin++) {
      double expected = Math.max(LEAST_SHARE, earlier[bin] / allEarlier);
      double actual = Math.max(LEAST_SHARE, now[bin] / allNow);
      index += (actual - expected) * StrictMath.log(actual / expected);
    }
    return index;
  }

  private static double total(double[] histogram) {
    double total = 0;
    for (double each : histogram) {
      checkArgument(each >= 0, "a bin holds %s, must be at least 0", each);
      total += each;
    }
    return total;
  }

  /**
   * What an index says by Siddiqi's rule of thumb: {@code stable} below 0.1, {@code shifted} up to
   * 0.25, {@code changed} above; {@code unknown} for NaN.
   */
  public static String verdict(double index) {
    if (Double.isNaN(index)) {
      return "unknown";
    }
    return index < 0.1 ? "stable" : index <= 0.25 ? "shifted" : "changed";
  }
}

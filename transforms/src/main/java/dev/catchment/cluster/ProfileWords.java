package dev.catchment.cluster;

import dev.catchment.cluster.ClusterProfile.Feature;
import dev.catchment.cluster.ClusterProfile.Scale;
import java.util.Locale;

/** Puts what sets a cluster apart into words. */
final class ProfileWords {
  private ProfileWords() {}

  /** How the mean of a cluster differs from that of all rows. */
  static String of(Feature feature) {
    if (feature.scale() == Scale.INDICATOR) {
      return "%s %s (%s against %s)"
          .formatted(
              howOften(feature.mean(), feature.overall()),
              feature.name(),
              percent(feature.mean()),
              percent(feature.overall()));
    }
    double ratio = feature.mean() / feature.overall();
    if (feature.scale() == Scale.AMOUNT && ratio < 0.005) {
      return "%s %s (effect %s)"
          .formatted(ratio == 0 ? "no" : "hardly any", feature.name(), signed(feature.effect()));
    }
    if (feature.scale() == Scale.AMOUNT && (ratio < 0.95 || ratio >= 1.05)) {
      return "%s %s times the average (effect %s)"
          .formatted(feature.name(), rounded(ratio), signed(feature.effect()));
    }
    return "%s %s standard deviations %s the average"
        .formatted(
            feature.name(),
            rounded(Math.abs(feature.effect())),
            feature.effect() > 0 ? "above" : "below");
  }

  /** The part of the rows beside that of a total. */
  static String of(double share, String rows, ClusterProfile.Total total) {
    return "%s of %s, %s of %s"
        .formatted(percent(share), rows, percent(total.share()), total.feature());
  }

  private static String howOften(double share, double overall) {
    if (share > overall) {
      return share == 1 ? "always" : share >= 0.5 ? "mostly" : "more often";
    }
    return share == 0 ? "never" : "less often";
  }

  /** In whole percent; only none is 0% and only all is 100%. */
  private static String percent(double share) {
    if (share > 0 && share < 0.005) {
      return "<1%";
    }
    return share < 1 && share >= 0.995 ? ">99%" : String.format(Locale.ROOT, "%.0f%%", 100 * share);
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, value < 0.1 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
  }

  private static String signed(double value) {
    return String.format(Locale.ROOT, "%s%.1f", value < 0 ? "−" : "+", Math.abs(value));
  }
}

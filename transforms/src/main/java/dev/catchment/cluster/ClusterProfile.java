package dev.catchment.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What one cluster of a model is like, for people.
 *
 * @param cluster its number
 * @param size its rows in the training data
 * @param share its part of the rows, 0 to 1
 * @param features all features in the model's order
 * @param words what sets it apart, strongest first: at most three features whose mean differs from
 *     the overall mean by at least 0.2 standard deviations, such as "orders 3.2 times the average"
 */
public record ClusterProfile(
    int cluster, long size, double share, List<Feature> features, List<String> words) {
  private static final int MOST_WORDS = 3;
  private static final double LEAST_EFFECT = 0.2;

  public ClusterProfile {
    features = List.copyOf(features);
    words = List.copyOf(words);
  }

  /**
   * A feature in one cluster.
   *
   * @param name its name
   * @param mean its mean in the cluster in raw units
   * @param overall its mean over all rows in raw units
   * @param effect the difference of the two in standard deviations over all rows; 0 for a constant
   *     feature
   */
  public record Feature(String name, double mean, double overall, double effect) {
    /** How the cluster differs from the average in this feature. */
    String words() {
      double ratio = mean / overall;
      if (mean >= 0 && overall > 0 && (ratio < 0.95 || ratio >= 1.05)) {
        return name + " " + rounded(ratio) + " times the average";
      }
      String side = effect > 0 ? " above" : " below";
      return name
          + " "
          + rounded(Math.abs(effect))
          + " standard deviations"
          + side
          + " the average";
    }

    private static String rounded(double value) {
      return String.format(
          Locale.ROOT, value < 0.1 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }
  }

  /** The profiles of all clusters of a model, by number. */
  public static List<ClusterProfile> of(ClusterModel model) {
    return IntStream.range(0, model.k()).mapToObj(cluster -> of(model, cluster)).toList();
  }

  private static ClusterProfile of(ClusterModel model, int cluster) {
    List<Feature> features = new ArrayList<>();
    for (int index = 0; index < model.space().features().size(); index++) {
      double mean = model.measures().mean(cluster, index);
      double overall = model.space().scaler().mean(index);
      double deviation = model.table().deviation(index);
      boolean constant = StandardScaler.isConstant(overall, deviation);
      double effect = constant ? 0 : (mean - overall) / deviation;
      features.add(new Feature(model.space().features().get(index), mean, overall, effect));
    }
    List<String> words =
        features.stream()
            .filter(feature -> Math.abs(feature.effect()) >= LEAST_EFFECT)
            .sorted(Comparator.comparingDouble(feature -> -Math.abs(feature.effect())))
            .limit(MOST_WORDS)
            .map(Feature::words)
            .toList();
    long size = model.measures().size(cluster);
    double share = (double) size / model.table().rows();
    return new ClusterProfile(cluster, size, share, features, words);
  }
}

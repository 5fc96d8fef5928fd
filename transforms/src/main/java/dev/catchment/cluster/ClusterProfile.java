package dev.catchment.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What one cluster of a model is like, for people.
 *
 * @param cluster its number
 * @param size its rows in the training data
 * @param share its part of the rows, 0 to 1
 * @param features all features in the model's order
 * @param words what sets it apart, strongest first: at most three features whose mean differs from
 *     the overall mean by at least 0.2 standard deviations, such as "orders 3.2 times the average
 *     (effect +1.8)"; of the one-hot features of a column only the strongest
 * @param total what it has much more or less of than its part of the rows, see {@link Total}; empty
 *     where there is no such feature
 */
public record ClusterProfile(
    int cluster,
    long size,
    double share,
    List<Feature> features,
    List<String> words,
    Optional<Total> total) {
  private static final int MOST_WORDS = 3;
  private static final double LEAST_EFFECT = 0.2;
  private static final double LEAST_FACTOR = 1.25;
  private static final double ROUNDING = 1e-9;

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
   * @param scale what its values are
   */
  public record Feature(String name, double mean, double overall, double effect, Scale scale) {
    /** How the cluster differs from the average in this feature. */
    String words() {
      return ProfileWords.of(this);
    }

    /** The column of a one-hot feature, otherwise the feature itself. */
    private String column() {
      return scale == Scale.INDICATOR ? name.substring(0, name.indexOf('=')) : name;
    }
  }

  /** What the values of a feature are, as far as the means over the clusters tell. */
  public enum Scale {
    /** 1 for rows of one category and 0 for others: the name is {@code column=value}. */
    INDICATOR,
    /** Amounts as they are: no cluster has a mean below 0, and the overall mean is above 0. */
    AMOUNT,
    /** Any other number. */
    NUMBER
  }

  /**
   * The part that a cluster has of the sum of an amount over all rows, as 41% of all revenue: its
   * size times its mean, of all rows times the overall mean.
   *
   * @param feature the amount whose part differs most, in percentage points, from the part of the
   *     rows, and by a factor of at least 1.25
   * @param share the part, 0 to 1
   */
  public record Total(String feature, double share) {}

  /**
   * All of it in one line, such as "orders 4.0 times the average (effect +1.8); 12% of rows, 41% of
   * revenue".
   *
   * @param rows what a row stands for, in the plural
   */
  public String summary(String rows) {
    List<String> parts = new ArrayList<>(words);
    total.ifPresent(part -> parts.add(ProfileWords.of(share, rows, part)));
    return parts.isEmpty() ? "close to the average in every feature" : String.join("; ", parts);
  }

  /** The profiles of all clusters of a model, by number. */
  public static List<ClusterProfile> of(ClusterModel model) {
    List<Scale> scales =
        IntStream.range(0, model.table().size()).mapToObj(index -> scale(model, index)).toList();
    return IntStream.range(0, model.k()).mapToObj(cluster -> of(model, cluster, scales)).toList();
  }

  private static Scale scale(ClusterModel model, int feature) {
    double overall = model.space().scaler().mean(feature);
    double[] means =
        IntStream.range(0, model.k())
            .mapToDouble(cluster -> mean(model, cluster, feature))
            .sorted()
            .toArray();
    if (means[0] < 0 || overall <= 0 || !model.encoding().isRaw(feature)) {
      return Scale.NUMBER;
    }
    boolean named = model.space().features().get(feature).indexOf('=') > 0;
    return named && means[means.length - 1] <= 1 ? Scale.INDICATOR : Scale.AMOUNT;
  }

  /** The mean, where only rounding separates it from a whole number that number: no 0 below 0. */
  private static double mean(ClusterModel model, int cluster, int feature) {
    double mean = model.measures().mean(cluster, feature);
    double whole = Math.rint(mean) + 0.0;
    double rounding = ROUNDING * model.table().deviation(feature);
    return Math.abs(mean - whole) <= rounding ? whole : mean;
  }

  private static ClusterProfile of(ClusterModel model, int cluster, List<Scale> scales) {
    List<Feature> features = new ArrayList<>();
    for (int index = 0; index < scales.size(); index++) {
      String name = model.space().features().get(index);
      double mean = mean(model, cluster, index);
      double overall = model.space().scaler().mean(index);
      double deviation = model.table().deviation(index);
      boolean constant = StandardScaler.isConstant(overall, deviation);
      double effect = constant ? 0 : (mean - overall) / deviation;
      features.add(new Feature(name, mean, overall, effect, scales.get(index)));
    }
    long size = model.measures().size(cluster);
    double share = (double) size / model.table().rows();
    return new ClusterProfile(
        cluster, size, share, features, words(features), total(share, features));
  }

  /** Effects that agree to three decimals, as those of a column of two values, are equal. */
  private static List<String> words(List<Feature> features) {
    Set<String> columns = new HashSet<>();
    return features.stream()
        .filter(feature -> Math.abs(feature.effect()) >= LEAST_EFFECT)
        .sorted(
            Comparator.<Feature>comparingDouble(
                    feature -> -Math.rint(1000 * Math.abs(feature.effect())))
                .thenComparing(feature -> feature.effect() < 0))
        .filter(feature -> columns.add(feature.column()))
        .limit(MOST_WORDS)
        .map(Feature::words)
        .toList();
  }

  private static Optional<Total> total(double share, List<Feature> features) {
    return features.stream()
        .filter(feature -> feature.scale() == Scale.AMOUNT)
        .filter(feature -> isOutOfLine(feature.mean() / feature.overall()))
        .max(
            Comparator.comparingDouble(feature -> Math.abs(feature.mean() / feature.overall() - 1)))
        .map(
            feature ->
                new Total(feature.name(), Math.min(1, share * feature.mean() / feature.overall())));
  }

  private static boolean isOutOfLine(double ratio) {
    return ratio >= LEAST_FACTOR || ratio <= 1 / LEAST_FACTOR;
  }
}

package dev.catchment.cluster;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.List;
import java.util.Map;

/**
 * Turns a category into its share among the values of a sample, 0 to 1, a feature of the name of
 * the column; 0 for a value that the sample does not have, or only once.
 *
 * <p>Memory: at most half as many values as rows in the sample.
 */
final class FrequencyEncoder implements CategoryEncoder {
  private static final long serialVersionUID = 1;

  private final ImmutableMap<String, Double> shares;

  private FrequencyEncoder(ImmutableMap<String, Double> shares) {
    this.shares = shares;
  }

  /** The encoder of these shares. */
  static FrequencyEncoder of(Map<String, Double> shares) {
    return new FrequencyEncoder(
        shares.entrySet().stream()
            .sorted(
                Map.Entry.<String, Double>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** The encoder of the values of a sample. */
  static FrequencyEncoder fit(CategoryCounts counts) {
    return of(Maps.toMap(counts.categories(), counts::share));
  }

  @Override
  public EncodingKind kind() {
    return EncodingKind.FREQUENCY;
  }

  @Override
  public List<String> features(String column) {
    return List.of(column);
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public void encode(String value, double[] out, int at) {
    out[at] = of(value);
  }

  /** The share of a value. */
  double of(String value) {
    return shares.getOrDefault(value, 0.0);
  }

  @Override
  public void encodeMissing(double median, double[] out, int at) {
    out[at] = median;
  }

  @Override
  public boolean isEmpty() {
    return shares.isEmpty();
  }

  /** The shares, the largest first, equal ones by text. */
  ImmutableMap<String, Double> shares() {
    return shares;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrequencyEncoder that && shares.equals(that.shares);
  }

  @Override
  public int hashCode() {
    return shares.hashCode();
  }

  /** The number of values alone: they may be personal. */
  @Override
  public String toString() {
    return "FrequencyEncoder[" + shares.size() + "]";
  }
}

package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Turns a category into a feature of its own, {@code country=DE}, that is 1 for it and 0 for
 * others. The values of the sample beyond the most frequent ones share the feature {@code
 * country=other}, with those that are called {@code other}; without such values there is no such
 * feature. All features are 0 for a missing value, and for an unknown one where there is no {@code
 * other}.
 */
final class OneHotEncoder implements CategoryEncoder {
  /** The name of all values that have no feature of their own. */
  static final String OTHER = "other";

  private static final long serialVersionUID = 1;

  private final ImmutableMap<String, Integer> slots;
  private final boolean other;

  private OneHotEncoder(ImmutableMap<String, Integer> slots, boolean other) {
    this.slots = slots;
    this.other = other;
  }

  /**
   * The encoder of these categories, each named once and none {@value #OTHER}.
   *
   * @param other whether there is a feature for all other values
   */
  static OneHotEncoder of(List<String> categories, boolean other) {
    checkArgument(isValid(categories), "not categories: %s of them", categories.size());
    ImmutableMap.Builder<String, Integer> slots = ImmutableMap.builder();
    for (int slot = 0; slot < categories.size(); slot++) {
      slots.put(categories.get(slot), slot);
    }
    return new OneHotEncoder(slots.buildOrThrow(), other);
  }

  /** Whether these can be the categories of a column. */
  static boolean isValid(List<String> categories) {
    return !categories.contains(OTHER) && new HashSet<>(categories).size() == categories.size();
  }

  /** The encoder of the most frequent values of a sample. */
  static OneHotEncoder fit(CategoryCounts counts, int limit) {
    List<String> categories =
        counts.categories().stream().filter(value -> !value.equals(OTHER)).limit(limit).toList();
    return of(categories, counts.size() > categories.size());
  }

  @Override
  public EncodingKind kind() {
    return EncodingKind.ONE_HOT;
  }

  @Override
  public List<String> features(String column) {
    List<String> features = new ArrayList<>();
    slots.keySet().forEach(category -> features.add(column + "=" + category));
    if (other) {
      features.add(column + "=" + OTHER);
    }
    return features;
  }

  @Override
  public int size() {
    return slots.size() + (other ? 1 : 0);
  }

  @Override
  public void encode(String value, double[] out, int at) {
    Arrays.fill(out, at, at + size(), 0);
    Integer slot = slots.get(value);
    if (slot != null) {
      out[at + slot] = 1;
    } else if (other) {
      out[at + slots.size()] = 1;
    }
  }

  @Override
  public void encodeMissing(double median, double[] out, int at) {
    Arrays.fill(out, at, at + size(), 0);
  }

  @Override
  public boolean isEmpty() {
    return slots.isEmpty();
  }

  List<String> categories() {
    return slots.keySet().asList();
  }

  /** Whether there is a feature for all other values. */
  boolean other() {
    return other;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof OneHotEncoder that && slots.equals(that.slots) && other == that.other;
  }

  @Override
  public int hashCode() {
    return 31 * slots.hashCode() + Boolean.hashCode(other);
  }

  /** The number of features alone: the categories may be personal. */
  @Override
  public String toString() {
    return "OneHotEncoder[" + size() + "]";
  }
}

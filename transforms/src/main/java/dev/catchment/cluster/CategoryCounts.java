package dev.catchment.cluster;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often the values of a column occur in a sample. A value that occurs once is none of the
 * categories: it says nothing of other rows, and a model would give away whose it is.
 */
final class CategoryCounts {
  private static final long LEAST = 2;

  private final Map<String, Long> counts = new HashMap<>();
  private long total;

  static CategoryCounts of(List<String> values) {
    CategoryCounts counts = new CategoryCounts();
    values.forEach(counts::add);
    return counts;
  }

  private void add(String value) {
    counts.merge(value, 1L, Long::sum);
    total++;
  }

  /**
   * The values that occur more than once, the most frequent first, equally frequent ones by text.
   */
  List<String> categories() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= LEAST)
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The number of different values. */
  int size() {
    return counts.size();
  }

  /** The part of all values that is this one, 0 to 1. */
  double share(String value) {
    return (double) counts.getOrDefault(value, 0L) / total;
  }
}

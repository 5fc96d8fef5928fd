package dev.catchment.pipelines.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How well items were joined, counted over pairs of items: of the pairs that were joined, the share
 * that belongs together; of those that belong together, the share that was joined.
 *
 * @param precision the first share; 1 when no pair was joined
 * @param recall the second share; 1 when no pair belongs together
 */
record PairScore(double precision, double recall) {

  /**
   * Scores a grouping.
   *
   * @param truth the true group of each item
   * @param found the group that each item was put in
   */
  static PairScore of(List<String> truth, List<String> found) {
    Map<String, Long> trueGroups = new HashMap<>();
    Map<String, Long> foundGroups = new HashMap<>();
    Map<List<String>, Long> both = new HashMap<>();
    for (int item = 0; item < truth.size(); item++) {
      trueGroups.merge(truth.get(item), 1L, Long::sum);
      foundGroups.merge(found.get(item), 1L, Long::sum);
      both.merge(List.of(truth.get(item), found.get(item)), 1L, Long::sum);
    }
    long right = pairs(both);
    long joined = pairs(foundGroups);
    long belonging = pairs(trueGroups);
    return new PairScore(
        joined == 0 ? 1 : (double) right / joined, belonging == 0 ? 1 : (double) right / belonging);
  }

  private static long pairs(Map<?, Long> sizes) {
    return sizes.values().stream().mapToLong(size -> size * (size - 1) / 2).sum();
  }
}

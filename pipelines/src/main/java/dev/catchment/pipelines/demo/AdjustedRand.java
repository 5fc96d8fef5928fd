package dev.catchment.pipelines.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The adjusted Rand index of two groupings of the same items: 1 when they are the same, about 0
 * when they agree no more than by chance (Hubert and Arabie, 1985).
 */
final class AdjustedRand {
  private AdjustedRand() {}

  /** The index; 1 for fewer than two items or when both groupings are trivial in the same way. */
  static double of(List<String> left, List<String> right) {
    if (left.size() != right.size()) {
      throw new IllegalArgumentException(left.size() + " items against " + right.size());
    }
    Map<String, Long> rows = new HashMap<>();
    Map<String, Long> columns = new HashMap<>();
    Map<List<String>, Long> cells = new HashMap<>();
    for (int item = 0; item < left.size(); item++) {
      rows.merge(left.get(item), 1L, Long::sum);
      columns.merge(right.get(item), 1L, Long::sum);
      cells.merge(List.of(left.get(item), right.get(item)), 1L, Long::sum);
    }
    double together = pairs(cells);
    double inRows = pairs(rows);
    double inColumns = pairs(columns);
    double all = left.size() * (left.size() - 1.0) / 2;
    double expected = all == 0 ? 0 : inRows * inColumns / all;
    double most = (inRows + inColumns) / 2;
    return most == expected ? 1 : (together - expected) / (most - expected);
  }

  private static double pairs(Map<?, Long> sizes) {
    return sizes.values().stream().mapToDouble(size -> size * (size - 1.0) / 2).sum();
  }
}

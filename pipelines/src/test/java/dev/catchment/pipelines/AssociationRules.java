package dev.catchment.pipelines;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Association rules with one item on the right side, found level by level. */
final class AssociationRules {
  private AssociationRules() {}

  /**
   * How many rules there are.
   *
   * @param baskets the baskets that hold each item
   * @param support in how many baskets all items of a rule are at least
   * @param confidence the least share of the baskets with its left side that have the right side
   */
  static int count(Collection<BitSet> baskets, double support, double confidence) {
    List<BitSet> items = baskets.stream().filter(held -> held.cardinality() >= support).toList();
    Map<List<Integer>, Integer> counts = new HashMap<>();
    Map<List<Integer>, BitSet> level = new HashMap<>();
    level.put(List.of(), null);
    while (!level.isEmpty()) {
      Map<List<Integer>, BitSet> longer = new HashMap<>();
      level.forEach(
          (set, held) -> {
            int first = set.isEmpty() ? 0 : set.get(set.size() - 1) + 1;
            for (int item = first; item < items.size(); item++) {
              BitSet both = (BitSet) items.get(item).clone();
              if (held != null) {
                both.and(held);
              }
              if (both.cardinality() >= support) {
                List<Integer> more = new ArrayList<>(set);
                more.add(item);
                longer.put(more, both);
                counts.put(more, both.cardinality());
              }
            }
          });
      level = longer;
    }
    int rules = 0;
    for (Map.Entry<List<Integer>, Integer> set : counts.entrySet()) {
      for (Integer right : set.getKey()) {
        List<Integer> left = new ArrayList<>(set.getKey());
        left.remove(right);
        if (!left.isEmpty() && set.getValue() >= confidence * counts.get(left)) {
          rules++;
        }
      }
    }
    return rules;
  }
}

package dev.catchment.pipelines;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads groups of counts whose names have the form {@code GROUP/rest}. */
public final class TallyMap {
  private TallyMap() {}

  /** The counts of a group by the rest of their names. */
  public static SortedMap<String, Long> below(SortedMap<String, Long> tallies, String group) {
    SortedMap<String, Long> found = new TreeMap<>();
    tallies
        .subMap(group + "/", group + "0")
        .forEach((name, count) -> found.put(name.substring(group.length() + 1), count));
    return found;
  }

  /**
   * The sums of the counts of a group whose names have the form {@code GROUP/first/second}, by one
   * of the two parts.
   *
   * @param part 0 for the first, 1 for the second
   */
  public static SortedMap<String, Long> by(
      SortedMap<String, Long> tallies, String group, int part) {
    SortedMap<String, Long> sums = new TreeMap<>();
    below(tallies, group)
        .forEach((name, count) -> sums.merge(name.split("/", 2)[part], count, Long::sum));
    return sums;
  }

  /** The sum of counts. */
  public static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}

package dev.catchment.read;

import java.util.Collection;
import java.util.Locale;

/** Finds the name that a misspelt one was most likely meant to be. */
final class NearestName {
  private NearestName() {}

  /**
   * The name with the fewest inserted, removed or changed characters (Levenshtein, case ignored),
   * the first of them in order; null when there is no name.
   */
  static String of(String wrong, Collection<String> names) {
    String nearest = null;
    int least = Integer.MAX_VALUE;
    for (String name : names) {
      int distance = distance(wrong.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        nearest = name;
      }
    }
    return nearest;
  }

  private static int distance(String left, String right) {
    int[] above = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int diagonal = above[0];
      above[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int changed = diagonal + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
        diagonal = above[column];
        above[column] = Math.min(changed, 1 + Math.min(above[column], above[column - 1]));
      }
    }
    return above[right.length()];
  }
}

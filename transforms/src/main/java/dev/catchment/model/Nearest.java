package dev.catchment.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the known name that a misspelt one was probably meant to be, for error messages.
 *
 * <p>The distance is the optimal string alignment distance (Levenshtein's insertions, deletions and
 * substitutions, and swaps of neighbours), without regard to case.
 */
public final class Nearest {
  private Nearest() {}

  /** The closest of the names, or empty when none differs in less than half of its letters. */
  public static Optional<String> to(String misspelt, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(misspelt, name) <= Math.max(1, name.length() / 2))
        .min(
            Comparator.<String>comparingInt(name -> distance(misspelt, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** The sentence {@code "; did you mean X?"}, or nothing when no name is close. */
  public static String hint(String misspelt, Collection<String> names) {
    return to(misspelt, names).map(name -> "; did you mean " + name + "?").orElse("");
  }

  /** The same, or a full stop when no name is close: the end of a sentence either way. */
  public static String hintOrStop(String misspelt, Collection<String> names) {
    return to(misspelt, names).isEmpty() ? "." : hint(misspelt, names);
  }

  static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int substitution = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(substitution, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}

package dev.catchment.pipelines.infer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words that a column's name is made of, such as {@code [customer, id]} of {@code CustomerID}.
 *
 * @param words the words in lower case
 * @param isGiven whether the file names the column, and not its place alone
 */
record ColumnName(List<String> words, boolean isGiven) {
  static ColumnName of(String name, boolean isGiven) {
    String parted =
        name.replaceAll("(\\p{Ll}|\\d)(\\p{Lu})", "$1 $2")
            .replaceAll("(\\p{Lu})(\\p{Lu}\\p{Ll})", "$1 $2")
            .toLowerCase(Locale.ROOT)
            .replace("e-mail", "email");
    List<String> words =
        Arrays.stream(parted.split("[^\\p{L}\\d]+")).filter(word -> !word.isEmpty()).toList();
    return new ColumnName(isGiven ? words : List.of(), isGiven);
  }

  /** Whether one of its words is one of these. */
  boolean has(Set<String> some) {
    return words.stream().anyMatch(some::contains);
  }

  /** Whether one of its words begins with one of these. */
  boolean begins(Set<String> some) {
    return words.stream().anyMatch(word -> some.stream().anyMatch(word::startsWith));
  }

  /** Whether its last word is one of these. */
  boolean ends(Set<String> some) {
    return !words.isEmpty() && some.contains(words.get(words.size() - 1));
  }

  /** Whether all its words together, without gaps, are one of these. */
  boolean is(Set<String> some) {
    return some.contains(String.join("", words));
  }

  /** A name of lower-case letters, digits and {@code _} for a column's name. */
  static String plain(String name) {
    String plain =
        String.join("_", ColumnName.of(name, true).words()).replaceAll("[^a-z0-9_]+", "_");
    plain = plain.replaceAll("_{2,}", "_").replaceAll("^_|_$", "");
    return plain.isEmpty() ? "column" : plain.matches("\\d.*") ? "n_" + plain : plain;
  }

  /** The words without those of a set at the end, joined; all of them when none is left. */
  String without(Set<String> ends) {
    int last = words.size();
    while (last > 0 && ends.contains(words.get(last - 1))) {
      last--;
    }
    return words.subList(0, last == 0 ? words.size() : last).stream()
        .collect(Collectors.joining("_"));
  }
}

package dev.catchment.pipelines.infer;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What the sample shows of one column. Holds its values.
 *
 * @param name its name in the source
 * @param words the words of its name
 * @param values the values that are there, in order
 * @param records how many records were looked at
 * @param distinct how many different values there are
 * @param times the form of its times, or empty
 * @param type the type that reads every value
 * @param personal what is personal in it, or empty
 */
record Column(
    String name,
    ColumnName words,
    List<String> values,
    int records,
    int distinct,
    Optional<Times> times,
    ValueType type,
    Optional<Personal> personal) {
  private static final double NEARLY = 0.9;

  /**
   * A column of a layout with its values in so many records.
   *
   * @param region whose national telephone numbers are understood
   */
  static Column of(String name, Layout layout, List<String> values, int records, String region) {
    ColumnName words = ColumnName.of(name, layout.isNamed());
    Optional<Times> times = Times.of(values, Vocabulary.speaksOfTime(words));
    return new Column(
        name,
        words,
        List.copyOf(values),
        records,
        new HashSet<>(values).size(),
        times,
        Vocabulary.isVersion(words) ? ValueType.TEXT : ValueType.of(values, times),
        layout.personal(name).or(() -> Personal.of(words, values, region)));
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** How many records lack it. */
  int missing() {
    return records - values.size();
  }

  /** Whether no two records have the same value, and all have one; one record shows nothing. */
  boolean isUnique() {
    return records > 1 && missing() == 0 && distinct == records;
  }

  /** Whether few records have the value of another. */
  boolean isNearlyUnique() {
    return distinct >= NEARLY * records;
  }

  /** Columns of one source are told apart by their names. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Column that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}

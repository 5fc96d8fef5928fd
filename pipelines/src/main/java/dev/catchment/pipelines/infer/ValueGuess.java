package dev.catchment.pipelines.infer;

import dev.catchment.clean.TextParser;
import java.util.List;
import java.util.Optional;

/**
 * What the values of a column of a table can be read as, by a sample of them.
 *
 * @param type the type that reads every value
 * @param times what reads them where they are times
 * @param tellsTime whether those tell the time of the day
 */
public record ValueGuess(ValueType type, Optional<TextParser> times, boolean tellsTime) {
  /**
   * The guess for values that are there, of which there is at least one. Numbers are numbers,
   * whatever time they could count.
   */
  public static ValueGuess of(List<String> values) {
    Optional<Times> times =
        values.stream().allMatch(value -> value.matches("[+-]?[\\d.]+"))
            ? Optional.empty()
            : Times.of(values, false);
    ValueType type = ValueType.of(values, times);
    return type == ValueType.TIMESTAMP
        ? new ValueGuess(type, times.map(Times::parser), times.orElseThrow().tellsTime())
        : new ValueGuess(type, Optional.empty(), false);
  }
}

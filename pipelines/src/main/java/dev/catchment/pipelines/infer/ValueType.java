package dev.catchment.pipelines.infer;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What every value of a column can be read as. */
public enum ValueType {
  /** Text, as anything is. */
  TEXT(""),
  /** Whole numbers. */
  INTEGER("[+-]?(0|[1-9]\\d{0,17})"),
  /** Whole numbers that are written with a fraction of zeros. */
  INTEGER_WITH_ZEROS("[+-]?(0|[1-9]\\d{0,14})\\.0+"),
  /** Numbers with a point, some of them. */
  DECIMAL("[+-]?(0|[1-9]\\d{0,17}|(0|[1-9]\\d*)?\\.\\d+|(0|[1-9]\\d*)\\.)([eE][+-]?\\d{1,2})?"),
  /** Numbers with a comma, some of them. */
  DECIMAL_COMMA("[+-]?([1-9]\\d{0,2}([. ]\\d{3})+|0|[1-9]\\d*)(,\\d+)?"),
  /** True and false, or yes and no. */
  BOOLEAN("(?i)true|false|yes|no"),
  /** Times. */
  TIMESTAMP("");

  private static final int DIGITS_OF_A_GROUP = 3;

  private final Pattern pattern;

  ValueType(String regex) {
    this.pattern = Pattern.compile(regex);
  }

  /** The type of values, of which times were found or not. */
  static ValueType of(List<String> values, Optional<Times> times) {
    if (values.isEmpty()) {
      return TEXT;
    }
    if (times.isPresent()) {
      return times.get().readable() == values.size() ? TIMESTAMP : TEXT;
    }
    for (ValueType type : List.of(BOOLEAN, INTEGER, INTEGER_WITH_ZEROS, DECIMAL, DECIMAL_COMMA)) {
      boolean isMarked = type != DECIMAL_COMMA || values.stream().anyMatch(ValueType::hasDecimals);
      if (isMarked && values.stream().allMatch(type::reads)) {
        return type;
      }
    }
    return TEXT;
  }

  /** Whether a comma stands before decimals; before three digits it may part thousands. */
  private static boolean hasDecimals(String text) {
    int comma = text.indexOf(',');
    return comma >= 0 && text.length() - comma - 1 != DIGITS_OF_A_GROUP;
  }

  private boolean reads(String text) {
    return pattern.matcher(text).matches();
  }

  /** Whether a text alone shows that it is a value and no name of a column. */
  static boolean isValue(String text) {
    return INTEGER.reads(text)
        || DECIMAL.reads(text)
        || DECIMAL_COMMA.reads(text)
        || text.matches("[\\d(+].*\\d{3}.*|.*@.*\\..*")
        || Times.of(List.of(text), false).isPresent();
  }

  boolean isNumber() {
    return this == INTEGER || this == INTEGER_WITH_ZEROS || this == DECIMAL;
  }
}

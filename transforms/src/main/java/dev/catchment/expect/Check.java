package dev.catchment.expect;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.re2j.Pattern;
import dev.catchment.rules.Rule;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is expected of events; see the kinds below.
 *
 * <p>A missing value is looked at by {@link NotNull} alone: the other checks of a value pass over
 * it and do not count it as checked, as in Great Expectations.
 */
public sealed interface Check extends Serializable {
  /** What is expected, in a few words of the configuration; never a value of an event. */
  String words();

  /** A check that looks at one value at a time. */
  sealed interface OfValue extends Check permits NotNull, Range, OneOf, Matches {
    /** Whether a value that is not missing is as expected. */
    boolean test(Object value);
  }

  /** The value is there. */
  record NotNull() implements OfValue {
    @Override
    public boolean test(Object value) {
      return true;
    }

    @Override
    public String words() {
      return "not null";
    }
  }

  /** The number is in a range; either bound may be infinite. */
  record Range(double min, double max) implements OfValue {
    @Override
    public boolean test(Object value) {
      double number = ((Number) value).doubleValue();
      return number >= min && number <= max;
    }

    @Override
    public String words() {
      return Check.between(min, max);
    }
  }

  /** The value, as text, is one of a set. */
  record OneOf(Set<String> values) implements OfValue {
    private static final int MOST_SHOWN = 8;

    public OneOf {
      values = Set.copyOf(values);
    }

    @Override
    public boolean test(Object value) {
      return values.contains(value.toString());
    }

    @Override
    public String words() {
      return values.size() > MOST_SHOWN
          ? "one of %d values".formatted(values.size())
          : "one of " + String.join(", ", new TreeSet<>(values));
    }
  }

  /**
   * The whole value, as text, is matched by a regular expression of RE2, whose time is linear in
   * the length of the text whatever the expression.
   */
  record Matches(Pattern pattern) implements OfValue {
    @Override
    public boolean test(Object value) {
      return pattern.matches(value.toString());
    }

    @Override
    public String words() {
      return "matches " + pattern.pattern();
    }
  }

  /** A rule over the event is true; an event for which it cannot be decided is passed over. */
  record IsTrue(Rule rule) implements Check {
    @Override
    public String words() {
      return rule.expression();
    }
  }

  /** No value is found twice. */
  record Unique() implements Check {
    @Override
    public String words() {
      return "unique";
    }
  }

  /** The value, as text, is found in a field of another source, or of the same. */
  record ExistsIn(String source, String field) implements Check {
    @Override
    public String words() {
      return "exists in " + source + " " + field;
    }
  }

  /** The number of events is in a range. */
  record Rows(long min, long max) implements Check {
    public Rows {
      checkArgument(min >= 0 && min <= max, "min is %s and max %s, must be 0 or more", min, max);
    }

    @Override
    public String words() {
      return between((double) min, max == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : (double) max)
          + " rows";
    }
  }

  /** The latest event is no older than this. */
  record Fresh(Duration maxAge) implements Check {
    @Override
    public String words() {
      return "latest event no older than "
          + (maxAge.toMinutes() % 60 != 0
              ? maxAge.toMinutes() + "m"
              : maxAge.toHours() % 24 != 0 ? maxAge.toHours() + "h" : maxAge.toDays() + "d");
    }
  }

  private static String between(double min, double max) {
    if (min == max) {
      return "exactly " + plain(min);
    }
    if (max == Double.POSITIVE_INFINITY) {
      return "at least " + plain(min);
    }
    return min == Double.NEGATIVE_INFINITY
        ? "at most " + plain(max)
        : "from " + plain(min) + " to " + plain(max);
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}

package dev.catchment.detect;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers and lengths of time as the reasons of alerts tell them. */
final class Words {
  private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  private Words() {}

  /** A finite number in four significant digits, all of a whole number below a million. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1_000_000) {
      return Long.toString((long) value);
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    boolean plain = Math.abs(value) >= 1e-4 && Math.abs(value) < 1e9;
    return plain ? rounded.toPlainString() : rounded.toString();
  }

  /** Where a value is to what was expected, and how far away in standard deviations. */
  static String distance(double value, double expected, double deviations) {
    return "%s is %s the expected %s%s"
        .formatted(
            number(value),
            value > expected ? "above" : "below",
            number(expected),
            Double.isInfinite(deviations)
                ? ", which never changed"
                : " by " + number(deviations) + " standard deviations");
  }

  /** A length of time in its two largest units, such as {@code 2 d 3 h}. */
  static String time(long millis) {
    long seconds = millis / 1000;
    long[] parts = {seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60};
    String[] units = {"d", "h", "min", "s"};
    StringBuilder words = new StringBuilder();
    for (int unit = 0, said = 0; unit < parts.length && said < 2; unit++) {
      if (parts[unit] > 0) {
        words.append(said == 0 ? "" : " ").append(parts[unit]).append(' ').append(units[unit]);
        said++;
      } else if (said > 0) {
        break;
      }
    }
    return words.isEmpty() ? millis + " ms" : words.toString();
  }
}

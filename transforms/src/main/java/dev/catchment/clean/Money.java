package dev.catchment.clean;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.FieldType;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An amount of money and its currency, which may stand before or after it or not at all: {@code EUR
 * 1.234,56}, {@code -£12.50}, {@code 12.50 USD}.
 *
 * @param amount the number as it is written, with its sign
 * @param currency the code of ISO 4217, or null
 */
record Money(String amount, String currency) {
  private static final Map<String, String> SIGNS =
      Map.of("€", "EUR", "£", "GBP", "$", "USD", "¥", "JPY");
  private static final Set<String> CODES =
      java.util.Currency.getAvailableCurrencies().stream()
          .map(java.util.Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  /** The money of a text; throws {@link IllegalArgumentException} when it is none. */
  static Money of(String text) {
    int start = 0;
    while (start < text.length() && !isDigit(text.charAt(start)) && !isMark(text.charAt(start))) {
      start++;
    }
    int end = text.length();
    while (end > start && !isDigit(text.charAt(end - 1))) {
      end--;
    }
    checkArgument(end > start, "no digit");
    String before = stripped(text.substring(0, start));
    String sign = "";
    for (int place : new int[] {0, before.length() - 1}) {
      if (sign.isEmpty() && !before.isEmpty() && GroupedNumber.isSign(before.charAt(place))) {
        sign = before.substring(place, place + 1);
        before = stripped(before.substring(0, place) + before.substring(place + 1));
      }
    }
    String after = stripped(text.substring(end));
    checkArgument(before.isEmpty() || after.isEmpty(), "a currency on both sides");
    String name = before + after;
    return new Money(sign + text.substring(start, end), name.isEmpty() ? null : currency(name));
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isMark(char character) {
    return character == '.' || character == ',';
  }

  /** Without blanks at the ends, those that forbid a line break among them. */
  private static String stripped(String text) {
    return text.replace('\u00a0', ' ').replace('\u202f', ' ').strip();
  }

  private static String currency(String name) {
    String code = SIGNS.getOrDefault(name, name.toUpperCase(Locale.ROOT));
    checkArgument(CODES.contains(code), "no currency");
    return code;
  }

  /** Reads the amount, a decimal number. */
  static final class Amount extends TextParser {
    private static final long serialVersionUID = 1;

    private final TextParser number;

    Amount(char mark) {
      this.number = TextParser.ofGrouped(FieldType.DECIMAL, mark);
    }

    @Override
    public String toString() {
      return "an amount of money, " + number;
    }

    @Override
    public Object parse(String text) {
      return number.parse(Money.of(text).amount());
    }
  }

  /** Reads the currency, null where there is none. */
  static final class Currency extends TextParser {
    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      return "an amount of money with or without its currency";
    }

    @Override
    public Object parse(String text) {
      return Money.of(text).currency();
    }
  }
}

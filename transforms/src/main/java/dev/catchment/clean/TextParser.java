package dev.catchment.clean;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.FieldType;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the text of a column as a value of one {@link FieldType}.
 *
 * <p>Text is taken as it stands; a whole number may have a fraction of zeros ({@code 17850.0}); a
 * decimal has a point and may have an exponent, and must be finite; true and false may be written
 * {@code true/false}, {@code yes/no} or {@code 1/0}; a timestamp is ISO-8601 (without a zone: UTC;
 * without a time: midnight), or as a pattern or unit says.
 */
public abstract class TextParser implements Serializable {
  private static final long serialVersionUID = 1;

  /** What the text should be, for messages. */
  @Override
  public abstract String toString();

  /**
   * The value of a text, or null when the text says nothing of it; throws {@link
   * IllegalArgumentException} or {@link DateTimeException} when it cannot be read.
   */
  public abstract Object parse(String text);

  /** The parser of a type, timestamps as ISO-8601. */
  public static TextParser of(FieldType type) {
    return switch (type) {
      case STRING -> new Text();
      case INTEGER -> new Whole();
      case DECIMAL -> new Decimal();
      case BOOLEAN -> new Truth();
      case TIMESTAMP -> ofIso(ZoneOffset.UTC);
    };
  }

  /** A parser of ISO-8601 timestamps; those that name no zone are of the given one. */
  public static TextParser ofIso(ZoneId zone) {
    return new Iso(zone);
  }

  /**
   * A parser of timestamps written in a pattern of {@link DateTimeFormatter}.
   *
   * @param zone the zone of texts that name none
   * @throws IllegalArgumentException when the pattern is not one, or does not tell the day
   */
  public static TextParser ofPattern(String pattern, ZoneId zone) {
    return new TimePattern(pattern, zone);
  }

  /** A parser of timestamps written in one of some patterns, as {@link #ofPattern}; the first. */
  public static TextParser ofPatterns(List<String> patterns, ZoneId zone) {
    return patterns.size() == 1
        ? ofPattern(patterns.get(0), zone)
        : new TimePatterns(
            patterns.stream().map(pattern -> new TimePattern(pattern, zone)).toList());
  }

  /** A parser of timestamps counted from 1970 in a unit of so many milliseconds. */
  public static TextParser ofEpoch(long millisPerUnit) {
    checkArgument(millisPerUnit > 0, "a unit of %s milliseconds", millisPerUnit);
    return new Epoch(millisPerUnit);
  }

  /**
   * A parser of numbers whose digits may be grouped by threes, as {@link GroupedNumber}.
   *
   * @param type a number's type
   * @param mark the decimal mark, a point or a comma
   */
  public static TextParser ofGrouped(FieldType type, char mark) {
    checkArgument(type.isNumeric(), "%s is no type of numbers", type);
    return new GroupedNumber(of(type), mark);
  }

  /**
   * A parser of the amount of money with or without a currency, as {@link Money}.
   *
   * @param mark the decimal mark, a point or a comma
   */
  public static TextParser ofAmount(char mark) {
    return new Money.Amount(mark);
  }

  /** A parser of the currency of money, null where there is none. */
  public static TextParser ofCurrency() {
    return new Money.Currency();
  }

  /**
   * A parser of codes.
   *
   * @param meanings what each code means, in its order
   * @param parser reads the meanings; throws {@link IllegalArgumentException} or {@link
   *     DateTimeException} when it cannot
   */
  public static TextParser ofCodes(Map<String, String> meanings, TextParser parser) {
    return new Codes(meanings, parser);
  }

  private static long wholeNumber(String text) {
    int point = text.indexOf('.');
    if (point < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
      return Long.parseLong(text);
    }
    try {
      return new BigDecimal(text).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("not a whole number", e);
    }
  }

  private static final class Text extends TextParser {
    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      return "text";
    }

    @Override
    public Object parse(String text) {
      return text;
    }
  }

  private static final class Whole extends TextParser {
    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      return "a whole number";
    }

    @Override
    public Object parse(String text) {
      return wholeNumber(text);
    }
  }

  private static final class Decimal extends TextParser {
    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      return "a decimal number";
    }

    @Override
    public Object parse(String text) {
      char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
      boolean hexadecimal = text.indexOf('x') >= 0 || text.indexOf('X') >= 0;
      checkArgument((last == '.' || (last >= '0' && last <= '9')) && !hexadecimal, "not a number");
      double value = Double.parseDouble(text);
      checkArgument(Double.isFinite(value), "not a finite number");
      return value;
    }
  }

  private static final class Truth extends TextParser {
    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      return "true or false";
    }

    @Override
    public Object parse(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true", "yes", "1" -> true;
        case "false", "no", "0" -> false;
        default -> throw new IllegalArgumentException("neither true nor false");
      };
    }
  }

  private static final class Iso extends TextParser {
    private static final long serialVersionUID = 1;
    private static final DateTimeFormatter FORMAT =
        strict("uuuu-MM-dd[['T'][' ']HH:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS][XXX][XX][X]]");

    private final ZoneId zone;
    private final List<FixedTime> usual;

    Iso(ZoneId zone) {
      this.zone = zone;
      this.usual =
          Stream.concat(
                  Stream.of("yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
                      .map(pattern -> FixedTime.of(pattern, ZoneOffset.UTC)),
                  Stream.of("yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd")
                      .map(pattern -> FixedTime.of(pattern, zone)))
              .map(Optional::orElseThrow)
              .toList();
    }

    @Override
    public String toString() {
      return "an ISO-8601 date or time";
    }

    @Override
    public Object parse(String text) {
      for (FixedTime form : usual) {
        long millis = form.millis(text);
        if (millis != FixedTime.UNREADABLE) {
          return millis;
        }
      }
      return parseAny(text);
    }

    private Long parseAny(String text) {
      if (text.endsWith("Z") && text.length() > 11 && text.charAt(10) == 'T') {
        return epochMillis(Instant.parse(text));
      }
      return millis(FORMAT, text, zone);
    }
  }

  private static final class Epoch extends TextParser {
    private static final long serialVersionUID = 1;

    private final long millisPerUnit;

    Epoch(long millisPerUnit) {
      this.millisPerUnit = millisPerUnit;
    }

    @Override
    public String toString() {
      return "a count since 1970";
    }

    @Override
    public Object parse(String text) {
      try {
        return Math.multiplyExact(wholeNumber(text), millisPerUnit);
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException("out of range", e);
      }
    }
  }

  /** A format that takes no day for another: there is no 30 February. */
  static DateTimeFormatter strict(String pattern) {
    return new DateTimeFormatterBuilder()
        .appendPattern(pattern)
        .parseDefaulting(ChronoField.ERA, IsoEra.CE.getValue())
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  static Long millis(DateTimeFormatter format, String text, ZoneId zone) {
    TemporalAccessor parsed = format.parse(text);
    ZoneId stated = parsed.query(TemporalQueries.zone());
    LocalDate date = LocalDate.from(parsed);
    LocalTime time = parsed.query(TemporalQueries.localTime());
    LocalDateTime local = time == null ? date.atStartOfDay() : date.atTime(time);
    return epochMillis(local.atZone(stated == null ? zone : stated).toInstant());
  }

  /** The milliseconds since 1970; those of year 300,000,000 are too many to count. */
  private static long epochMillis(Instant instant) {
    try {
      return instant.toEpochMilli();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("out of range", e);
    }
  }

  /** Whether it can read a text. */
  public final boolean reads(String text) {
    try {
      parse(text);
      return true;
    } catch (RuntimeException e) {
      if (!isUnreadable(e)) {
        throw e;
      }
      return false;
    }
  }

  /** Whether a failure to parse is one that the text is to blame for. */
  static boolean isUnreadable(RuntimeException e) {
    return e instanceof IllegalArgumentException || e instanceof DateTimeException;
  }
}

package dev.catchment.clean;

import static com.google.common.base.Preconditions.checkArgument;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;

/** Reads timestamps written in a pattern of {@link DateTimeFormatter}. */
final class TimePattern extends TextParser {
  private static final long serialVersionUID = 1;

  private static final ZonedDateTime SAMPLE =
      ZonedDateTime.of(2001, 12, 28, 15, 47, 58, 0, ZoneOffset.UTC);

  private final String pattern;
  private final ZoneId zone;
  private final FixedTime fixed;
  private transient DateTimeFormatter format;

  /**
   * A reader.
   *
   * @param zone the zone of texts that name none
   * @throws IllegalArgumentException when the pattern is not one, or does not tell the day
   */
  TimePattern(String pattern, ZoneId zone) {
    this.pattern = pattern;
    this.zone = zone;
    this.fixed = FixedTime.of(pattern, zone).orElse(null);
    this.format = strict(pattern);
    checkPattern();
  }

  /** Writes a time and reads it back, to see that the pattern tells the day and the hour. */
  private void checkPattern() {
    TemporalAccessor parsed;
    try {
      parsed = format.parse(format.format(SAMPLE));
      LocalDate.from(parsed);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "the pattern " + pattern + " does not tell the day; write one such as yyyy-MM-dd", e);
    }
    boolean hasHour = pattern.replaceAll("'[^']*'", "").matches(".*[HhKk].*");
    checkArgument(
        !hasHour || parsed.query(TemporalQueries.localTime()) != null,
        "the pattern %s does not tell the hour; write HH, or hh and a",
        pattern);
  }

  /** The pattern. */
  String pattern() {
    return pattern;
  }

  @Override
  public String toString() {
    return "a time of the pattern " + pattern;
  }

  @Override
  public Object parse(String text) {
    long millis = fixed == null ? FixedTime.UNREADABLE : fixed.millis(text);
    return millis == FixedTime.UNREADABLE ? millis(format(), text, zone) : (Long) millis;
  }

  /** The time of a text, or {@link FixedTime#UNREADABLE}; a misfit costs no exception. */
  long find(String text) {
    long millis = fixed == null ? FixedTime.UNREADABLE : fixed.millis(text);
    return millis == FixedTime.UNREADABLE && fits(text) ? findAny(text) : millis;
  }

  private boolean fits(String text) {
    ParsePosition end = new ParsePosition(0);
    return format().parseUnresolved(text, end) != null && end.getIndex() == text.length();
  }

  private long findAny(String text) {
    try {
      return millis(format(), text, zone);
    } catch (DateTimeException unreadable) {
      return FixedTime.UNREADABLE;
    }
  }

  private DateTimeFormatter format() {
    if (format == null) {
      format = strict(pattern);
    }
    return format;
  }
}

package dev.catchment.pipelines.infer;

import dev.catchment.clean.TextParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/**
 * A way in which times are written.
 *
 * @param pattern the pattern, or empty
 * @param unit the unit of a count since 1970, or empty; without either it is ISO-8601
 * @param isBounded whether only times of 1900 to 2100 are taken for it, as any number would fit
 */
record TimeForm(String pattern, String unit, boolean isBounded) {
  private static final long FIRST = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
  private static final int MILLIS_PER_SECOND = 1000;

  static final TimeForm ISO = new TimeForm("", "", false);

  static TimeForm ofPattern(String pattern) {
    return new TimeForm(pattern, "", pattern.startsWith("yyyyMM"));
  }

  static TimeForm ofUnit(String unit) {
    return new TimeForm("", unit, true);
  }

  /** What reads it. */
  TextParser parser() {
    if (!unit.isEmpty()) {
      return TextParser.ofEpoch(unit.equals("seconds") ? MILLIS_PER_SECOND : 1);
    }
    return pattern.isEmpty()
        ? TextParser.ofIso(ZoneOffset.UTC)
        : TextParser.ofPattern(pattern, ZoneOffset.UTC);
  }

  /** The milliseconds since 1970 that a text stands for; empty when it is not of this form. */
  static OptionalLong read(TimeForm form, TextParser parser, String text) {
    try {
      long millis = (Long) parser.parse(text);
      return !form.isBounded || (millis >= FIRST && millis < LAST)
          ? OptionalLong.of(millis)
          : OptionalLong.empty();
    } catch (IllegalArgumentException | DateTimeException unreadable) {
      return OptionalLong.empty();
    }
  }

  /** The form with day and month exchanged, or the same form. */
  TimeForm twin() {
    String twin =
        pattern.startsWith("M") && !pattern.startsWith("MMM")
            ? pattern.replaceFirst("^(M+)([/.-])(d+)", "$3$2$1")
            : pattern.replaceFirst("^(d+)([/.-])(M{1,2})(?!M)", "$3$2$1");
    return new TimeForm(twin, unit, isBounded);
  }

  /**
   * Whether one of the two writes days before months in figures, and the other months before days.
   */
  boolean contradicts(TimeForm other) {
    return !twin().equals(this)
        && !other.twin().equals(other)
        && pattern.charAt(0) != other.pattern.charAt(0);
  }

  /** Whether texts of this form name their zone. */
  boolean namesZone(String text) {
    return !unit.isEmpty()
        || pattern.matches(".*[ZX].*")
        || (pattern.isEmpty() && text.matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)") && text.length() > 10);
  }

  /** Whether it tells the time of the day. */
  boolean tellsTime(String text) {
    return !unit.isEmpty()
        || (pattern.isEmpty() ? text.length() > 10 : pattern.matches(".*[Hh].*"));
  }

  @Override
  public String toString() {
    return !unit.isEmpty()
        ? unit + " since 1970"
        : pattern.isEmpty() ? "ISO-8601" : "the pattern " + pattern;
  }
}

package dev.catchment.pipelines.monitor;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.OptionalLong;

/**
 * Reads the times of one series, all of which are written in the way of the first: ISO 8601 with or
 * without zone (UTC then), with T or a blank, to the minute, the second or below; a date; or
 * seconds or milliseconds since 1970.
 */
final class Stamps {
  private enum Form {
    ZONED,
    LOCAL,
    DATE,
    SECONDS,
    MILLIS
  }

  /** From here on a number is milliseconds: in seconds it would be the year 5138. */
  private static final double LEAST_MILLIS = 1e11;

  private Form form;

  /** The time in milliseconds since 1970; empty where the text is none, or in another way. */
  OptionalLong read(String text) {
    String stamp = text.strip();
    if (form != null) {
      return read(stamp, form);
    }
    for (Form candidate : Form.values()) {
      OptionalLong time = read(stamp, candidate);
      if (time.isPresent()) {
        form = candidate;
        return time;
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong read(String stamp, Form form) {
    try {
      Instant time =
          switch (form) {
            case ZONED -> OffsetDateTime.parse(iso(stamp)).toInstant();
            case LOCAL -> LocalDateTime.parse(iso(stamp)).toInstant(ZoneOffset.UTC);
            case DATE -> LocalDate.parse(stamp).atStartOfDay().toInstant(ZoneOffset.UTC);
            case SECONDS -> number(stamp, 1000, 0, LEAST_MILLIS);
            case MILLIS -> number(stamp, 1, LEAST_MILLIS, 1e15);
          };
      return OptionalLong.of(time.toEpochMilli());
    } catch (DateTimeParseException | NumberFormatException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  private static String iso(String stamp) {
    return stamp.length() > 10 && stamp.charAt(10) == ' '
        ? stamp.substring(0, 10) + "T" + stamp.substring(11)
        : stamp;
  }

  private static Instant number(String text, double unit, double least, double end) {
    double number = Double.parseDouble(text);
    if (!(number >= least && number < end)) {
      throw new NumberFormatException();
    }
    return Instant.ofEpochMilli(Math.round(number * unit));
  }
}

package dev.catchment.clean;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Reads times whose every part stands at a fixed place, such as {@code yyyy-MM-dd HH:mm:ss}, in a
 * small part of the time that {@link java.time.format.DateTimeFormatter} takes.
 *
 * <p>It reads a subset of what the formatter reads, to the same values, and gives up on all else:
 * another length, another sign, whatever only lenience would take for a time.
 */
final class FixedTime implements Serializable {
  /** What {@link #millis} gives for a text that it cannot read. */
  static final long UNREADABLE = Long.MIN_VALUE;

  private static final long serialVersionUID = 1;
  private static final List<String> PARTS = List.of("yyyy", "MM", "dd", "HH", "mm", "ss", "SSS");
  private static final int DATE_PARTS = 3;
  private static final int DATE_AND_MINUTE_PARTS = 5;

  private final String signs;
  private final int[] places;
  private final ZoneId zone;

  /** The signs of a text in their places, and those of the parts, -1 for a missing one. */
  private FixedTime(String signs, int[] places, ZoneId zone) {
    this.signs = signs;
    this.places = places;
    this.zone = zone;
  }

  /**
   * The reader of a pattern that consists of {@code yyyy}, {@code MM} and {@code dd}, perhaps
   * {@code HH} and {@code mm}, then perhaps {@code ss}, then perhaps {@code SSS}, in any order, and
   * of signs and quoted letters between them; empty for any other pattern.
   *
   * @param zone the zone of the times
   */
  static Optional<FixedTime> of(String pattern, ZoneId zone) {
    int[] places = {-1, -1, -1, -1, -1, -1, -1};
    StringBuilder signs = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      char next = pattern.charAt(at);
      int run = at + 1;
      if (Character.isLetter(next)) {
        while (run < pattern.length() && pattern.charAt(run) == next) {
          run++;
        }
        int part = PARTS.indexOf(pattern.substring(at, run));
        if (part < 0 || places[part] >= 0) {
          return Optional.empty();
        }
        places[part] = signs.length();
        signs.append("0".repeat(run - at));
      } else if (next == '\'') {
        run = pattern.indexOf('\'', run) + 1;
        if (run < at + 3 || pattern.substring(at, run).contains("0")) {
          return Optional.empty();
        }
        signs.append(pattern, at + 1, run - 1);
      } else if ("[]{}#0".indexOf(next) >= 0) {
        return Optional.empty();
      } else {
        signs.append(next);
      }
      at = run;
    }
    return isTime(places)
        ? Optional.of(new FixedTime(signs.toString(), places, zone))
        : Optional.empty();
  }

  /** Whether the parts that are there are the first three, five, six or seven. */
  private static boolean isTime(int[] places) {
    int present = 0;
    while (present < places.length && places[present] >= 0) {
      present++;
    }
    for (int part = present; part < places.length; part++) {
      if (places[part] >= 0) {
        return false;
      }
    }
    return present == DATE_PARTS || present >= DATE_AND_MINUTE_PARTS;
  }

  /** Milliseconds since 1970, or {@link #UNREADABLE}. */
  long millis(String text) {
    if (!fits(text)) {
      return UNREADABLE;
    }
    int year = part(0, text);
    int month = part(1, text);
    int day = part(2, text);
    int hour = part(3, text);
    int minute = part(4, text);
    int second = part(5, text);
    int milli = part(6, text);
    if (year < 1 || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) {
      return UNREADABLE;
    }
    if (day < 1 || (day > 28 && day > Month.of(month).length(Year.isLeap(year)))) {
      return UNREADABLE;
    }
    LocalDate date = LocalDate.of(year, month, day);
    LocalTime time = LocalTime.of(hour, minute, second);
    long seconds =
        zone instanceof ZoneOffset offset
            ? date.toEpochSecond(time, offset)
            : date.atTime(time).atZone(zone).toEpochSecond();
    return seconds * 1000 + milli;
  }

  private boolean fits(String text) {
    if (text.length() != signs.length()) {
      return false;
    }
    for (int index = 0; index < signs.length(); index++) {
      char sign = signs.charAt(index);
      char found = text.charAt(index);
      if (sign == '0' ? found < '0' || found > '9' : found != sign) {
        return false;
      }
    }
    return true;
  }

  private int part(int part, String text) {
    int value = 0;
    int place = places[part];
    if (place >= 0) {
      for (int index = place; index < place + PARTS.get(part).length(); index++) {
        value = 10 * value + text.charAt(index) - '0';
      }
    }
    return value;
  }
}

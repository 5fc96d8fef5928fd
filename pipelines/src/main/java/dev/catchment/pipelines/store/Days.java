package dev.catchment.pipelines.store;

import dev.catchment.pipelines.UsageException;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Days of event time in UTC, one after the other.
 *
 * @param first the first
 * @param last the last, not before the first
 */
public record Days(LocalDate first, LocalDate last) implements Serializable {
  /** What an option that takes days must match. */
  public static final String REGEX = "(dt=)?\\d{4}-\\d{2}-\\d{2}(\\.\\.\\d{4}-\\d{2}-\\d{2})?";

  /** The same in words. */
  public static final String WANTED = "dt=2026-01-31 or dt=2026-01-01..2026-01-31";

  private static final Pattern PATTERN =
      Pattern.compile("(?:dt=)?(\\d{4}-\\d{2}-\\d{2})(?:\\.\\.(\\d{4}-\\d{2}-\\d{2}))?");

  /**
   * The days that an option names, as {@code dt=2026-01-31} or {@code dt=2026-01-01..2026-01-31}.
   *
   * @throws UsageException when it is not one of these
   */
  public static Days of(String option, String value) {
    Matcher parts = PATTERN.matcher(value);
    if (!parts.matches()) {
      throw new UsageException("--%s=%s: write %s".formatted(option, value, WANTED));
    }
    LocalDate first = day(option, value, parts.group(1));
    LocalDate last = parts.group(2) == null ? first : day(option, value, parts.group(2));
    if (last.isBefore(first)) {
      throw new UsageException(
          "--%s=%s: the last day is before the first; write dt=%s..%s"
              .formatted(option, value, last, first));
    }
    return new Days(first, last);
  }

  private static LocalDate day(String option, String value, String day) {
    try {
      return LocalDate.parse(day);
    } catch (DateTimeException none) {
      throw new UsageException(
          "--%s=%s: there is no day %s; write %s".formatted(option, value, day, WANTED), none);
    }
  }

  /** Whether a day, such as {@code 2026-01-31}, is one of them. */
  public boolean contains(String day) {
    try {
      LocalDate date = LocalDate.parse(day);
      return !date.isBefore(first) && !date.isAfter(last);
    } catch (DateTimeException none) {
      return false;
    }
  }

  /** Whether a time, milliseconds since 1970, is on one of them. */
  public boolean contains(long millis) {
    return millis >= start(first) && millis < start(last.plusDays(1));
  }

  private static long start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  @Override
  public String toString() {
    return first.equals(last) ? first.toString() : first + ".." + last;
  }
}

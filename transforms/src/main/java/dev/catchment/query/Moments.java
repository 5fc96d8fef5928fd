package dev.catchment.query;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;

/** Calculates with moments, milliseconds since 1970-01-01T00:00:00Z, in UTC. */
final class Moments {
  private Moments() {}

  private static LocalDateTime local(long millis) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(millis, 1000),
        (int) Math.floorMod(millis, 1000L) * 1_000_000,
        ZoneOffset.UTC);
  }

  private static long millis(LocalDateTime moment) {
    return moment.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  static long plusMonths(long millis, long months) {
    return millis(local(millis).plusMonths(months));
  }

  /** Whole months from one moment to another. */
  static long monthsBetween(long from, long to) {
    return ChronoUnit.MONTHS.between(local(from), local(to));
  }

  /** A part of a moment, by the name of the unit in SQL. */
  static long extract(String unit, long millis) {
    LocalDateTime moment = local(millis);
    return switch (unit) {
      case "YEAR" -> moment.getYear();
      case "ISOYEAR" -> moment.get(IsoFields.WEEK_BASED_YEAR);
      case "QUARTER" -> (moment.getMonthValue() + 2) / 3;
      case "MONTH" -> moment.getMonthValue();
      case "WEEK" -> moment.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case "DAY" -> moment.getDayOfMonth();
      // Sunday is 1.
      case "DOW" -> moment.getDayOfWeek().getValue() % 7 + 1;
      case "ISODOW" -> moment.getDayOfWeek().getValue();
      case "DOY" -> moment.getDayOfYear();
      case "HOUR" -> moment.getHour();
      case "MINUTE" -> moment.getMinute();
      case "SECOND" -> moment.getSecond();
      case "MILLISECOND" -> moment.getSecond() * 1000L + moment.getNano() / 1_000_000;
      case "MICROSECOND" -> moment.getSecond() * 1_000_000L + moment.getNano() / 1000;
      case "EPOCH" -> Math.floorDiv(millis, 1000L);
      case "CENTURY" -> Math.floorDiv(moment.getYear() + 99, 100);
      case "DECADE" -> Math.floorDiv(moment.getYear(), 10);
      case "MILLENNIUM" -> Math.floorDiv(moment.getYear() + 999, 1000);
      default -> throw RowFailure.argument("There is no unit of time of this name.");
    };
  }

  /** The beginning of the unit that a moment is in; weeks begin on Monday. */
  static long floor(String unit, long millis) {
    LocalDateTime moment = local(millis);
    LocalDateTime day = moment.truncatedTo(ChronoUnit.DAYS);
    return millis(
        switch (unit) {
          case "YEAR" -> day.withDayOfYear(1);
          case "QUARTER" ->
              day.withDayOfMonth(1).withMonth((moment.getMonthValue() - 1) / 3 * 3 + 1);
          case "MONTH" -> day.withDayOfMonth(1);
          case "WEEK" -> day.minusDays(moment.getDayOfWeek().getValue() - 1L);
          case "DAY" -> day;
          case "HOUR" -> moment.truncatedTo(ChronoUnit.HOURS);
          case "MINUTE" -> moment.truncatedTo(ChronoUnit.MINUTES);
          case "SECOND" -> moment.truncatedTo(ChronoUnit.SECONDS);
          case "MILLISECOND" -> moment;
          case "CENTURY" -> day.withDayOfYear(1).withYear((moment.getYear() - 1) / 100 * 100 + 1);
          case "DECADE" -> day.withDayOfYear(1).withYear(moment.getYear() / 10 * 10);
          default -> throw RowFailure.argument("There is no unit of time of this name.");
        });
  }

  /** The first beginning of the unit that is not before a moment. */
  static long ceil(String unit, long millis) {
    long floor = floor(unit, millis);
    if (floor == millis) {
      return millis;
    }
    LocalDateTime start = local(floor);
    return millis(
        switch (unit) {
          case "YEAR" -> start.plusYears(1);
          case "QUARTER" -> start.plusMonths(3);
          case "MONTH" -> start.plusMonths(1);
          case "WEEK" -> start.plusWeeks(1);
          case "DAY" -> start.plusDays(1);
          case "HOUR" -> start.plusHours(1);
          case "MINUTE" -> start.plusMinutes(1);
          case "CENTURY" -> start.plusYears(100);
          case "DECADE" -> start.plusYears(10);
          default -> start.plusSeconds(1);
        });
  }

  static long lastDayOfMonth(long millis) {
    LocalDateTime day = local(millis).truncatedTo(ChronoUnit.DAYS);
    return millis(day.withDayOfMonth(day.toLocalDate().lengthOfMonth()));
  }
}

package dev.catchment.pipelines.capacity;

import dev.catchment.pipelines.traffic.Traffic;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is expected of traffic in months: the events of each day, and the busiest hour of each
 * month.
 *
 * @param from the first day
 * @param days the events of each day
 * @param months the months, from the first day on
 */
record Demand(LocalDate from, List<Double> days, List<Month> months) {

  private static final int HOURS = 24;
  private static final double HOUR = 3600;
  private static final double ROUNDED = 1e-9;

  /**
   * A month.
   *
   * @param first its first day
   * @param days how many days it has
   * @param offset how many days come before it
   * @param events the events of all its days
   * @param busiestHour the hour of most events, counted from the first day of all
   * @param busiestRate the mean events a second in that hour
   */
  record Month(
      LocalDate first, int days, int offset, double events, int busiestHour, double busiestRate) {
    /** The mean events a second. */
    double meanRate() {
      return events / (days * HOURS * HOUR);
    }
  }

  /** What is expected of traffic that begins with a day in UTC. */
  static Demand of(Traffic traffic, LocalDate from, int months) {
    int all = (int) ChronoUnit.DAYS.between(from, from.plusMonths(months));
    double[] hours = new double[all * HOURS];
    Arrays.setAll(hours, hour -> traffic.expected(hour * HOUR, (hour + 1) * HOUR));
    double[] days = new double[all];
    for (int hour = 0; hour < hours.length; hour++) {
      days[hour / HOURS] += hours[hour];
    }
    List<Month> list = new ArrayList<>();
    for (int month = 0; month < months; month++) {
      LocalDate first = from.plusMonths(month);
      int offset = (int) ChronoUnit.DAYS.between(from, first);
      int length = (int) ChronoUnit.DAYS.between(first, from.plusMonths(month + 1));
      double events = Arrays.stream(days, offset, offset + length).sum();
      int busiest = busiest(hours, offset * HOURS, (offset + length) * HOURS);
      list.add(new Month(first, length, offset, events, busiest, hours[busiest] / HOUR));
    }
    return new Demand(from, Arrays.stream(days).boxed().toList(), list);
  }

  private static int busiest(double[] hours, int from, int to) {
    int busiest = from;
    for (int hour = from; hour < to; hour++) {
      busiest = hours[hour] > hours[busiest] * (1 + ROUNDED) ? hour : busiest;
    }
    return busiest;
  }

  /** The busiest hour of the first month as people write it. */
  String busiestHour() {
    return from.atStartOfDay()
        .plusHours(months.get(0).busiestHour())
        .toInstant(ZoneOffset.UTC)
        .toString();
  }
}

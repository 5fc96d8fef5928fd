package dev.catchment.pipelines.capacity;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;

/**
 * What stored events take, day by day.
 *
 * @param eventBytes the bytes of a stored event
 * @param retention how many days an event is kept; 0 for ever
 * @param copies how many copies there are
 * @param filesPerDay the files that are written for a day
 * @param standing the bytes that are stored already, by day
 */
record Disk(
    double eventBytes,
    int retention,
    int copies,
    int filesPerDay,
    SortedMap<LocalDate, Long> standing) {
  /** The bytes of a file that compact makes. */
  private static final double COMPACTED = 128e6;

  /**
   * What is there at the end of a month.
   *
   * @param bytes the bytes, all copies
   * @param files the files as they are written
   * @param compacted the files when each day is compacted to 128 MB
   * @param fileBytes the mean bytes of a file as it is written in the month
   */
  record State(double bytes, double files, double compacted, double fileBytes) {}

  /** The state at the end of a month of a demand that is so many times as large. */
  State after(Demand demand, Demand.Month month, double scale) {
    int end = month.offset() + month.days();
    int begin = retention == 0 ? 0 : Math.max(0, end - retention);
    double bytes = 0;
    double compacted = 0;
    for (int day = begin; day < end; day++) {
      double stored = demand.days().get(day) * scale * eventBytes;
      bytes += stored;
      compacted += Math.ceil(stored / COMPACTED);
    }
    LocalDate oldest = demand.from().plusDays((long) end - retention);
    int days = end - begin;
    for (Map.Entry<LocalDate, Long> day : standing.entrySet()) {
      if (retention == 0 || !day.getKey().isBefore(oldest)) {
        bytes += day.getValue();
        compacted += Math.ceil(day.getValue() / COMPACTED);
        days += day.getKey().isBefore(demand.from()) ? 1 : 0;
      }
    }
    double written = month.events() * scale * eventBytes / month.days() / filesPerDay;
    return new State(bytes * copies, (double) days * filesPerDay, compacted, written);
  }

  /** The days that an event is kept, for people. */
  String kept() {
    return retention == 0 ? "for ever" : "for %,d days".formatted(retention);
  }

  /** The days from the first that is stored to the last; 0 where nothing is. */
  long days() {
    return standing.isEmpty()
        ? 0
        : ChronoUnit.DAYS.between(standing.firstKey(), standing.lastKey()) + 1;
  }
}

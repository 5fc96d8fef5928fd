package dev.catchment.pipelines.capacity;

import dev.catchment.model.RawRecord;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.traffic.Cell;
import dev.catchment.read.FirstRecords;
import dev.catchment.read.InputException;
import dev.catchment.read.TableFiles;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the small tables that a plan is made of: counts of traffic, and service times. */
final class Tables {
  private static final int MOST = 2_000_000;

  private Tables() {}

  /** The counts of a table with the columns time and count; throws {@link UsageException}. */
  static List<Cell> counts(String table) {
    SortedMap<Long, Double> counts = new TreeMap<>();
    for (RawRecord row : rows("counts", table, List.of("time", "count"))) {
      long time = time(row, row.column(0));
      double count = number("counts", row, "count", row.column(1));
      if (counts.put(time, count) != null) {
        throw wrong(
            "counts", row, "the time %s stands twice; add its counts up".formatted(row.column(0)));
      }
    }
    return cells(table, counts);
  }

  /**
   * A count lasts as long as the shortest, where all begin at multiples of that; otherwise, as with
   * months, until the next begins.
   */
  private static List<Cell> cells(String table, SortedMap<Long, Double> counts) {
    List<Long> starts = List.copyOf(counts.keySet());
    if (starts.size() < 2) {
      throw new UsageException(
          "--counts: %s has %d row; at least 2 are needed, whose distance tells how long a count lasts"
              .formatted(table, starts.size()));
    }
    long shortest = Long.MAX_VALUE;
    for (int index = 1; index < starts.size(); index++) {
      shortest = Math.min(shortest, starts.get(index) - starts.get(index - 1));
    }
    long step = shortest;
    boolean isEven = starts.stream().allMatch(start -> (start - starts.get(0)) % step == 0);
    List<Cell> cells = new ArrayList<>();
    for (int index = 0; index < starts.size(); index++) {
      int next = Math.min(index, starts.size() - 2);
      double seconds = (isEven ? step : starts.get(next + 1) - starts.get(next)) / 1000.0;
      cells.add(new Cell(starts.get(index), seconds, counts.get(starts.get(index))));
    }
    return cells;
  }

  /** The times of a table with the column seconds; throws {@link UsageException}. */
  static double[] seconds(String table) {
    return rows("times", table, List.of("seconds")).stream()
        .mapToDouble(row -> number("times", row, "seconds", row.column(0)))
        .toArray();
  }

  private static List<RawRecord> rows(String option, String table, List<String> columns) {
    try {
      FirstRecords rows = FirstRecords.ofTable(TableFiles.of(table), columns, MOST);
      for (Rejected row : rows.rejected()) {
        throw new UsageException("--%s: %s: %s".formatted(option, row.position(), row.message()));
      }
      if (rows.records().isEmpty()) {
        throw new UsageException("--%s: %s has no row".formatted(option, table));
      }
      if (rows.records().size() == MOST) {
        throw new UsageException(
            "--%s: %s has more than %,d rows; add them up to fewer".formatted(option, table, MOST));
      }
      return rows.records();
    } catch (InputException wrong) {
      throw new UsageException("--%s: %s".formatted(option, wrong.getMessage()), wrong);
    }
  }

  private static double number(String option, RawRecord row, String column, String text) {
    try {
      double number = text == null ? Double.NaN : Double.parseDouble(text);
      if (number >= 0 && Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException none) {
      throw wrong(option, row, "the %s \"%s\" is no number".formatted(column, text));
    }
    throw wrong(
        option,
        row,
        "the %s is %s, valid is a number of at least 0"
            .formatted(column, text == null ? "missing" : text));
  }

  private static long time(RawRecord row, String text) {
    String iso = text == null ? "" : text.replace(' ', 'T');
    try {
      if (iso.length() <= 10) {
        return LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
      }
      return iso.matches(".*T.*([zZ]|[+-]\\d{2}:?\\d{2})")
          ? OffsetDateTime.parse(iso).toInstant().toEpochMilli()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeException none) {
      throw wrong(
          "counts",
          row,
          "the time \"%s\" is neither a date such as 2026-01-31 nor a time such as 2026-01-31T12:00:00Z"
              .formatted(text == null ? "" : text));
    }
  }

  private static UsageException wrong(String option, RawRecord row, String message) {
    return new UsageException("--%s: %s: %s".formatted(option, row.position(), message));
  }
}

package dev.catchment.pipelines.capacity;

import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.store.InputStore;
import dev.catchment.pipelines.traffic.Cell;
import dev.catchment.read.EventFiles;
import dev.catchment.read.InputException;
import dev.catchment.store.StorePaths;
import dev.catchment.store.StoredFile;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an event store tells of traffic and disk: the rows and bytes of each day by its manifests,
 * the hours of its last days by the times of their events.
 *
 * @param cells the counts
 * @param eventBytes the bytes of a stored event
 * @param filesPerDay the mean files of a day
 * @param standing the bytes of each day
 */
record StoreHistory(
    List<Cell> cells, double eventBytes, double filesPerDay, SortedMap<LocalDate, Long> standing) {
  private static final double DAY = 86_400;
  private static final double HOUR = 3600;
  private static final long HOUR_MILLIS = 3_600_000;

  /** The most days whose hours are counted, and the most events of all of them. */
  private static final int MOST_DAYS = 35;

  private static final long MOST_EVENTS = 20_000_000;

  /** The rows and the files of a day. */
  private static final class Day {
    private final List<String> files = new ArrayList<>();
    private long rows;
    private long bytes;
  }

  /** Reads a store; throws {@link UsageException} when it has no events or cannot be read. */
  static StoreHistory of(String store) {
    try {
      return of(store, EventFiles.counted(store, InputStore.withEvents(store).events()));
    } catch (InputException wrong) {
      throw new UsageException("--store: " + wrong.getMessage(), wrong);
    }
  }

  private static StoreHistory of(String store, List<StoredFile> files) {
    TreeMap<LocalDate, Day> days = new TreeMap<>();
    for (StoredFile file : files) {
      Day day = days.computeIfAbsent(date(store, file), unused -> new Day());
      day.files.add(StorePaths.in(store, file.file()));
      day.rows += file.rows();
      day.bytes += file.bytes();
    }
    long rows = days.values().stream().mapToLong(day -> day.rows).sum();
    long bytes = days.values().stream().mapToLong(day -> day.bytes).sum();
    if (rows == 0) {
      throw new UsageException(
          "--store: the files of %s hold no event; there is no history to plan by"
              .formatted(store));
    }
    SortedMap<LocalDate, Long> standing = new TreeMap<>();
    days.forEach((day, held) -> standing.put(day, held.bytes));
    return new StoreHistory(
        cells(days), (double) bytes / rows, (double) files.size() / days.size(), standing);
  }

  private static LocalDate date(String store, StoredFile file) {
    try {
      return LocalDate.parse(file.day());
    } catch (DateTimeException none) {
      throw new UsageException(
          "--store: %s in %s lies in no folder of a day".formatted(file.file(), store), none);
    }
  }

  /**
   * Hours of the last days, as many as are allowed, and whole days before them. The first and the
   * last count are left out where others remain, as they may cover a part of their time only.
   */
  private static List<Cell> cells(TreeMap<LocalDate, Day> days) {
    List<Cell> cells = new ArrayList<>();
    LocalDate firstHours = days.lastKey();
    long events = days.lastEntry().getValue().rows;
    for (Map.Entry<LocalDate, Day> day :
        days.headMap(days.lastKey(), false).descendingMap().entrySet()) {
      events += day.getValue().rows;
      if (events > MOST_EVENTS || day.getKey().plusDays(MOST_DAYS).isBefore(days.lastKey())) {
        break;
      }
      firstHours = day.getKey();
    }
    for (LocalDate day = days.firstKey(); day.isBefore(firstHours); day = day.plusDays(1)) {
      cells.add(new Cell(millis(day), DAY, days.containsKey(day) ? days.get(day).rows : 0));
    }
    SortedMap<Long, Long> hours = new TreeMap<>();
    days.tailMap(firstHours).values().stream()
        .flatMap(day -> day.files.stream())
        .forEach(
            file ->
                EventFiles.hours(file)
                    .forEach((hour, count) -> hours.merge(hour, count, Long::sum)));
    if (!hours.isEmpty()) {
      for (long hour = hours.firstKey(); hour <= hours.lastKey(); hour += HOUR_MILLIS) {
        cells.add(new Cell(hour, HOUR, hours.getOrDefault(hour, 0L)));
      }
    }
    return cells.size() > 3 ? List.copyOf(cells.subList(1, cells.size() - 1)) : cells;
  }

  private static long millis(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}

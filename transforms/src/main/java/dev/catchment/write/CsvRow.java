package dev.catchment.write;

import static com.google.common.base.Preconditions.checkNotNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * A row of a table and its place: rows are ordered by key, then by number, then by their cells.
 *
 * @param key the first part of the place, such as a profile id or the name of an input file
 * @param number the second part, such as the row's number in the input file
 * @param cells the cells; null is an empty one
 */
public record CsvRow(String key, long number, List<String> cells) implements Comparable<CsvRow> {
  private static final Comparator<CsvRow> ORDER =
      Comparator.comparing(CsvRow::key)
          .thenComparingLong(CsvRow::number)
          .thenComparing(CsvRow::compareCells);

  public CsvRow {
    checkNotNull(key, "key");
    cells = Collections.unmodifiableList(new ArrayList<>(cells));
  }

  /** The place alone. */
  CsvRow withoutCells() {
    return new CsvRow(key, number, List.of());
  }

  @Override
  public int compareTo(CsvRow other) {
    return ORDER.compare(this, other);
  }

  private static int compareCells(CsvRow left, CsvRow right) {
    Comparator<String> nullFirst = Comparator.nullsFirst(Comparator.naturalOrder());
    int both = Math.min(left.cells.size(), right.cells.size());
    for (int index = 0; index < both; index++) {
      int order = nullFirst.compare(left.cells.get(index), right.cells.get(index));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.cells.size(), right.cells.size());
  }

  /** Names the row without its contents, which may be personal. */
  @Override
  public String toString() {
    return "CsvRow[" + number + "]";
  }
}

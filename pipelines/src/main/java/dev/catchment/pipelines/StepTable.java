package dev.catchment.pipelines;

import com.google.common.base.Strings;
import com.google.common.collect.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of counts by step in the form in which people read it. */
final class StepTable {
  private static final String HEADER = "step";
  private static final String GAP = "  ";
  private static final int LONGEST_STEP = 20;

  private StepTable() {}

  /** The lines of a table of counts, rows and columns in their order; none without counts. */
  static List<String> of(Table<String, String, Long> counts) {
    if (counts.isEmpty()) {
      return List.of();
    }
    List<String> columns = List.copyOf(counts.columnKeySet());
    List<List<String>> rows = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of(HEADER));
    header.addAll(columns);
    rows.add(header);
    counts
        .rowMap()
        .forEach(
            (step, outcomes) -> {
              List<String> row = new ArrayList<>(List.of(shortened(step)));
              columns.forEach(
                  column ->
                      row.add(
                          outcomes.containsKey(column)
                              ? String.format(Locale.ROOT, "%,d", outcomes.get(column))
                              : ""));
              rows.add(row);
            });
    return rows.stream().map(row -> line(row, rows)).toList();
  }

  private static String shortened(String step) {
    return step.length() <= LONGEST_STEP ? step : step.substring(0, LONGEST_STEP - 1) + "…";
  }

  private static String line(List<String> row, List<List<String>> rows) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      int place = column;
      int width = rows.stream().mapToInt(cells -> cells.get(place).length()).max().orElse(0);
      line.append(
          column == 0
              ? Strings.padEnd(row.get(column), width, ' ')
              : GAP + Strings.padStart(row.get(column), width, ' '));
    }
    return line.toString().stripTrailing();
  }
}

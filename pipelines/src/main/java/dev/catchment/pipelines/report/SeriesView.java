package dev.catchment.pipelines.report;

import static dev.catchment.pipelines.report.Numbers.count;
import static dev.catchment.pipelines.report.Numbers.decimal;

import java.util.Comparator;
import java.util.List;

/** Tells the alerts of series, those with the most first. */
final class SeriesView {
  private static final int MOST = 200;

  private SeriesView() {}

  static Section section(List<SeriesRow> rows) {
    Table table =
        Table.of("Series by their alerts")
            .text("Series")
            .number("Rows")
            .number("Rejected")
            .number("Episodes")
            .number("A day")
            .text("First alert")
            .text("Last alert");
    rows.stream()
        .sorted(
            Comparator.comparingLong(SeriesRow::episodes).reversed().thenComparing(SeriesRow::name))
        .limit(MOST)
        .forEach(
            row ->
                table.row(
                    List.of(
                        row.name(),
                        count(row.judged()),
                        count(row.rejected()),
                        count(row.episodes()),
                        decimal(row.perDay(), 2),
                        row.first(),
                        row.last())));
    return Section.of(
        "series",
        "Alerts of series",
        lede(rows),
        table.markup(),
        Bars.more(rows.size() - MOST, "series with fewer alerts are not shown"));
  }

  private static String lede(List<SeriesRow> rows) {
    long loud = rows.stream().filter(row -> row.episodes() > 0).count();
    long episodes = rows.stream().mapToLong(SeriesRow::episodes).sum();
    return "%s in %s of %s. An episode is a run of rows with alerts."
        .formatted(
            count(episodes, "episode", "episodes"),
            count(loud),
            count(rows.size(), "series", "series"));
  }
}

package dev.catchment.pipelines.report;

import java.util.Comparator;
import java.util.List;

/** Draws the expectations, those that are not met first. */
final class ExpectationsView {
  private static final int MAX_ROWS = 200;
  private static final Comparator<ExpectationRow> WORST_FIRST =
      Comparator.comparing(ExpectationRow::passed)
          .thenComparing(row -> !row.required())
          .thenComparing(ExpectationRow::source);

  private ExpectationsView() {}

  static Section section(List<ExpectationRow> expectations) {
    Table table =
        Table.of("Expectations", "expectations")
            .text("Expectation")
            .text("Expected")
            .text("As expected")
            .text("Found")
            .text("Example at");
    expectations.stream().sorted(WORST_FIRST).limit(MAX_ROWS).forEach(row -> table.row(cells(row)));
    return Section.of(
        "expectations",
        "Expectations",
        lede(expectations),
        table.markup(),
        Bars.more(expectations.size() - MAX_ROWS, "expectations not shown"));
  }

  private static String lede(List<ExpectationRow> expectations) {
    long failed = expectations.stream().filter(row -> !row.passed()).count();
    long required = expectations.stream().filter(row -> !row.passed() && row.required()).count();
    String all = Numbers.count(expectations.size(), "expectation", "expectations");
    if (failed == 0) {
      return all + " of the records that became events, and all are met.";
    }
    return "%s of the records that became events; %s, %s."
        .formatted(
            all,
            Numbers.count(failed, "is not met", "are not met"),
            required == 0
                ? "none of them required"
                : Numbers.count(required) + " of them required");
  }

  private static List<Object> cells(ExpectationRow row) {
    String verdict = row.passed() ? "met" : row.required() ? "not met, and required" : "not met";
    return List.of(
        Markup.of(
            "{} <small>{}</small><span class=\"verdict {}\">{}</span>",
            row.name(),
            row.source(),
            row.passed() ? "met" : "unmet",
            verdict),
        Markup.of(
            "{}<code>{}</code>{}",
            row.field(),
            row.check(),
            Double.isNaN(row.mostly()) || row.mostly() == 1
                ? Markup.EMPTY
                : Markup.of("<small>mostly, {} or more</small>", Numbers.percent(row.mostly()))),
        Double.isNaN(row.share())
            ? Markup.of("<td>–</td>")
            : Table.bar(row.share(), 1, Numbers.percent(row.share())),
        row.observed(),
        Markup.of("<code>{}</code>", row.example()));
  }
}

package dev.catchment.pipelines.report;

import static dev.catchment.pipelines.report.Numbers.count;
import static dev.catchment.pipelines.report.Numbers.percent;

import java.util.Comparator;
import java.util.List;

/** Draws the funnel of records. */
final class FunnelView {
  private static final int MAX_SOURCES = 100;

  private FunnelView() {}

  static Section section(Funnel funnel) {
    FunnelRow all = funnel.total();
    String lede =
        "Of "
            + count(all.read(), "record", "records")
            + " read, "
            + count(all.accepted())
            + " ("
            + percent(all.accepted(), all.read())
            + ") reached the event store. Every other record is accounted for.";
    Markup steps =
        Markup.of(
            "<ol class=\"funnel\">\n{}\n</ol>",
            Markup.join(
                List.of(
                    step("Read", all.read(), all.read(), ""),
                    step(
                        "After consent",
                        all.afterConsent(),
                        all.read(),
                        lost(all.withheld(), "withheld")),
                    step(
                        "After rules",
                        all.afterRules(),
                        all.read(),
                        lost(all.filtered(), "filtered")),
                    step("Valid", all.valid(), all.read(), lost(all.rejected(), "rejected")),
                    step(
                        "Unique: accepted",
                        all.accepted(),
                        all.read(),
                        lost(all.duplicate(), "duplicate")))));
    return Section.of("funnel", "Funnel of records", lede, steps, sources(funnel), rules(funnel));
  }

  private static Markup step(String name, long left, long read, String lost) {
    return Markup.of(
        """
        <li><span class="name">{}</span><span class="track"><i style="width:{}"></i></span>\
        <span class="value">{}</span><span class="lost">{}</span></li>""",
        name,
        Numbers.width(left, read),
        count(left),
        lost);
  }

  private static String lost(long records, String how) {
    return records == 0 ? "none " + how : "−" + count(records) + " " + how;
  }

  private static Markup sources(Funnel funnel) {
    if (funnel.sources().isEmpty()) {
      return Markup.EMPTY;
    }
    Table table =
        Table.of("Records by source").text("Source").number("Read").number("After consent");
    table.number("After rules").number("Valid").number("Accepted").number("Accepted share");
    funnel.sources().stream().limit(MAX_SOURCES).forEach(row -> addRow(table, row));
    return Section.block(
        "By source",
        Markup.join(
            List.of(
                table.markup(),
                Bars.more(funnel.sources().size() - MAX_SOURCES, "sources not shown"))));
  }

  private static void addRow(Table table, FunnelRow row) {
    table.row(
        List.of(
            row.source(),
            count(row.read()),
            count(row.afterConsent()),
            count(row.afterRules()),
            count(row.valid()),
            count(row.accepted()),
            percent(row.accepted(), row.read())));
  }

  private static Markup rules(Funnel funnel) {
    if (funnel.filteredByRule().isEmpty()) {
      return Markup.EMPTY;
    }
    List<NamedCount> rules =
        funnel.filteredByRule().stream()
            .sorted(
                Comparator.comparingLong(NamedCount::count)
                    .reversed()
                    .thenComparing(NamedCount::name))
            .toList();
    return Section.block(
        "Left out by rule", Bars.of("Records left out by rule", rules, funnel.total().filtered()));
  }
}

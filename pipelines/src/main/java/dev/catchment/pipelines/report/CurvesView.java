package dev.catchment.pipelines.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Draws tables, charts of curves, and lines to copy. */
final class CurvesView {
  private CurvesView() {}

  static Section section(CurvesSection given) {
    List<Markup> parts = new ArrayList<>();
    given.tables().forEach(table -> parts.add(Section.block(table.caption(), table(table))));
    given.charts().forEach(chart -> parts.add(place(chart)));
    if (!given.code().isEmpty()) {
      parts.add(
          Section.block(
              "Options of the runners",
              Markup.of(
                  "<pre class=\"scroll\"><code>{}</code></pre>", String.join("\n", given.code()))));
    }
    Section section = Section.of(given.id(), given.title(), given.lede(), Markup.join(parts));
    for (CurveChart chart : given.charts()) {
      section = section.withChart(chart.id(), data(chart));
    }
    return section;
  }

  private static Markup table(CurvesSection.Cells given) {
    Table table = Table.of(given.caption()).text(given.heads().get(0));
    given.heads().subList(1, given.heads().size()).forEach(table::number);
    given.rows().forEach(table::row);
    return table.markup();
  }

  private static Markup place(CurveChart chart) {
    return Section.block(
        chart.title(),
        Markup.of(
            """
            <div class="chart" id="{}" role="img" aria-label="{}"></div>
            <p class="note">{}</p>\
            """,
            chart.id(),
            "Lines: %s, by %s.".formatted(chart.y(), chart.x()),
            chart.note()));
  }

  private static Object data(CurveChart chart) {
    List<Map<String, Object>> series =
        chart.curves().stream()
            .map(
                curve ->
                    Map.<String, Object>of(
                        "name",
                        curve.name(),
                        "points",
                        curve.points(),
                        "dashed",
                        curve.isReference(),
                        "marks",
                        curve.isMarks()))
            .toList();
    return Map.of(
        "kind",
        "lines",
        "x",
        chart.x(),
        "y",
        chart.y(),
        "labels",
        chart.labels(),
        "series",
        series);
  }
}

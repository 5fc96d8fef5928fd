package dev.catchment.pipelines.report;

import java.util.List;
import java.util.Map;

/** Draws the rows of a table. */
final class PlotView {
  private static final String CHART = "plot-chart";

  private PlotView() {}

  static Section section(PlotSection given) {
    String title = "%s by %s".formatted(given.y(), given.x());
    return Section.of(
            "plot",
            title,
            given.note(),
            Markup.of(
                "<div class=\"chart\" id=\"{}\" role=\"img\" aria-label=\"{}\"></div>",
                CHART,
                title))
        .withChart(CHART, chart(given));
  }

  private static Map<String, Object> chart(PlotSection given) {
    return switch (given.kind()) {
      case BAR, HIST ->
          Map.of(
              "kind",
              "bars",
              "x",
              given.x(),
              "y",
              given.y(),
              "labels",
              given.labels(),
              "values",
              given.points().stream().map(point -> point.get(1)).toList(),
              "joined",
              given.kind() == PlotSection.Kind.HIST);
      case LINE ->
          Map.of(
              "kind",
              "lines",
              "x",
              given.x(),
              "y",
              given.y(),
              "labels",
              given.labels(),
              "series",
              List.of(Map.of("name", given.y(), "points", given.points(), "dashed", false)));
      case SCATTER ->
          Map.of(
              "kind",
              "scatter",
              "x",
              given.x(),
              "y",
              given.y(),
              "series",
              List.of(
                  Map.of(
                      "name",
                      given.y(),
                      "points",
                      given.points(),
                      "centroids",
                      List.of(),
                      "shape",
                      0,
                      "colour",
                      0,
                      "label",
                      "")));
    };
  }
}

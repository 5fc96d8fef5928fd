package dev.catchment.pipelines.monitor;

import dev.catchment.pipelines.report.CurveChart;
import dev.catchment.pipelines.report.CurveChart.Curve;
import dev.catchment.pipelines.report.CurvesSection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws series with their alerts for the report, those with the most episodes first. */
final class SeriesCharts {
  private static final int MOST = 12;

  private SeriesCharts() {}

  /**
   * The section of the report.
   *
   * @param pictures the folder of the pictures of the series
   */
  static CurvesSection of(List<SeriesSummary.Series> series, String pictures) {
    List<SeriesSummary.Series> shown =
        series.stream()
            .sorted(
                Comparator.comparingLong(SeriesSummary.Series::episodes)
                    .reversed()
                    .thenComparing(SeriesSummary.Series::name))
            .limit(MOST)
            .toList();
    List<CurveChart> charts = new ArrayList<>();
    for (SeriesSummary.Series one : shown) {
      charts.add(chart(charts.size(), one, SeriesPicture.Drawn.read(pictures, one.name())));
    }
    return new CurvesSection(
        "pictures",
        "Series and where they alert",
        "A mark stands where an episode begins."
            + (series.size() > MOST
                ? " The %d series with the most episodes are drawn.".formatted(MOST)
                : ""),
        List.of(),
        List.of(),
        charts,
        List.of());
  }

  private static CurveChart chart(
      int place, SeriesSummary.Series series, SeriesPicture.Drawn picture) {
    List<Curve> curves = new ArrayList<>();
    curves.add(new Curve("Value", picture.values(), false));
    if (!picture.marks().isEmpty()) {
      curves.add(new Curve("Episode", picture.marks(), false, true));
    }
    return new CurveChart(
        "series-chart-" + place,
        series.name(),
        "%,d episodes among %,d rows.%s"
            .formatted(
                series.episodes(),
                series.judged(),
                picture.marks().size() < series.episodes() ? " The first ones are marked." : ""),
        picture.from().isEmpty() ? "days" : "days since " + picture.from(),
        "value",
        List.of(),
        curves);
  }
}

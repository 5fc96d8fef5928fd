package dev.catchment.pipelines.report;

import static dev.catchment.pipelines.report.Numbers.count;
import static dev.catchment.pipelines.report.Numbers.percent;
import static dev.catchment.pipelines.report.Numbers.rounded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Draws the clusters: where they lie, what makes each different, and by how much. */
final class ClustersView {
  private static final String PLACE = "clusters-chart";

  private ClustersView() {}

  static Section section(ClusterSection clusters) {
    List<Double> ratios = clusters.explainedVarianceRatio();
    String lede = rows(clusters) + count(clusters.sizes().size(), "cluster", "clusters") + ".";
    if (!ratios.isEmpty()) {
      double sum = ratios.stream().limit(2).mapToDouble(Double::doubleValue).sum();
      lede +=
          (ratios.size() == 1
                  ? " The component drawn explains "
                  : " The two components drawn explain ")
              + percent(Math.min(1, sum))
              + " of the variance between "
              + clusters.noun().many()
              + ".";
    }
    Section section =
        Section.of(
            "clusters",
            "Clusters",
            lede,
            scatter(clusters),
            CardsView.markup(clusters),
            HeatView.markup(clusters),
            QualityView.markup(clusters));
    if (!clusters.points().isEmpty()) {
      section = section.withChart(PLACE, data(clusters));
    }
    return QualityView.addChart(section, clusters);
  }

  /** Where there are new data, the model is that of earlier ones. */
  private static String rows(ClusterSection clusters) {
    String trained = clusters.noun().count(clusters.rows());
    long now = clusters.drift().sizes().stream().mapToLong(Long::longValue).sum();
    return now == 0
        ? trained + " in "
        : "A model of %s; %s now assigned to its ".formatted(trained, Numbers.count(now));
  }

  private static Markup scatter(ClusterSection clusters) {
    if (clusters.points().isEmpty()) {
      return Markup.EMPTY;
    }
    int drawn = sample(clusters.points()).size();
    Table table =
        Table.of("Centres of the clusters")
            .text("Cluster")
            .number("Component 1")
            .number("Component 2");
    clusters
        .centroids()
        .forEach(
            c ->
                table.row(
                    List.of(c.cluster(), Numbers.decimal(c.x(), 3), Numbers.decimal(c.y(), 3))));
    return Markup.of(
        """
        <div class="chart tall" id="{}" role="img" aria-label="{}"></div>
        <p class="note">{} drawn. A ringed number marks the centre of its cluster.</p>
        <details><summary>Centres as a table</summary>
        {}
        </details>""",
        PLACE,
        "Scatter of "
            + clusters.noun().many()
            + " on two components, coloured by cluster, with the centres marked.",
        drawn == clusters.points().size()
            ? clusters.noun().count(drawn) + (drawn == 1 ? " is" : " are")
            : "An even sample of " + clusters.noun().count(drawn) + " is",
        table.markup());
  }

  private static Object data(ClusterSection clusters) {
    List<ClusterPoint> sample = sample(clusters.points());
    List<Object> series = new ArrayList<>();
    for (int i = 0; i < clusters.sizes().size(); i++) {
      int cluster = i;
      series.add(
          Map.of(
              "name", "Cluster " + i,
              "colour", Marks.colour(i),
              "shape", Marks.shape(i),
              "points",
                  sample.stream()
                      .filter(p -> p.cluster() == cluster)
                      .map(ClustersView::xy)
                      .toList(),
              "centroids",
                  clusters.centroids().stream()
                      .filter(p -> p.cluster() == cluster)
                      .map(ClustersView::xy)
                      .toList(),
              "label", Integer.toString(i)));
    }
    return Map.of(
        "kind", "scatter", "x", axis(clusters, 0), "y", axis(clusters, 1), "series", series);
  }

  private static String axis(ClusterSection clusters, int component) {
    List<Double> ratios = clusters.explainedVarianceRatio();
    String name = "Component " + (component + 1);
    return component < ratios.size()
        ? name + " (" + percent(ratios.get(component)) + " of variance)"
        : name;
  }

  private static List<Double> xy(ClusterPoint point) {
    return List.of(rounded(point.x()), rounded(point.y()));
  }

  private static List<ClusterPoint> sample(List<ClusterPoint> points) {
    int drawn = Math.min(points.size(), ClusterSection.MAX_POINTS);
    return IntStream.range(0, drawn)
        .mapToObj(i -> points.get((int) ((long) i * points.size() / drawn)))
        .toList();
  }
}

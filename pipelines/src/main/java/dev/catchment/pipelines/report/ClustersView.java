package dev.catchment.pipelines.report;

import static dev.catchment.pipelines.report.Numbers.count;
import static dev.catchment.pipelines.report.Numbers.percent;
import static dev.catchment.pipelines.report.Numbers.rounded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Draws the clusters: where they lie, what makes each different, and by how much. */
final class ClustersView {
  private static final int MAX_FEATURES = 40;
  private static final String PLACE = "clusters-chart";

  private ClustersView() {}

  static Section section(ClusterSection clusters) {
    long all = clusters.sizes().stream().mapToLong(Long::longValue).sum();
    List<Double> ratios = clusters.explainedVarianceRatio();
    String lede =
        count(all, "profile", "profiles")
            + " in "
            + count(clusters.sizes().size(), "cluster", "clusters")
            + ".";
    if (!ratios.isEmpty()) {
      double sum = ratios.stream().limit(2).mapToDouble(Double::doubleValue).sum();
      lede +=
          (ratios.size() == 1
                  ? " The component drawn explains "
                  : " The two components drawn explain ")
              + percent(Math.min(1, sum))
              + " of the variance between profiles.";
    }
    Section section =
        Section.of(
            "clusters",
            "Clusters",
            lede,
            scatter(clusters),
            cards(clusters, all),
            heatMap(clusters));
    return clusters.points().isEmpty() ? section : section.withChart(PLACE, data(clusters));
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
        "Scatter of profiles on two components, coloured by cluster, with the centres marked.",
        drawn == clusters.points().size()
            ? count(drawn, "profile is", "profiles are")
            : "An even sample of " + count(drawn) + " profiles is",
        table.markup());
  }

  private static Markup cards(ClusterSection clusters, long all) {
    List<Integer> order = IntStream.range(0, clusters.sizes().size()).boxed().toList();
    Markup items =
        Section.each(
            order,
            i ->
                Markup.of(
                    "<li><h4>{}Cluster {}</h4><p class=\"size\"><b>{}</b> {}</p>{}</li>",
                    Marks.cluster(i),
                    i,
                    count(clusters.sizes().get(i)),
                    percent(clusters.sizes().get(i), all),
                    clusters.descriptions().isEmpty()
                        ? Markup.EMPTY
                        : Markup.of("<p>{}</p>", clusters.descriptions().get(i))));
    return Section.block(
        clusters.descriptions().isEmpty() ? "Sizes" : "What makes each cluster different",
        Markup.of("<ul class=\"cards\">{}</ul>", items));
  }

  private static Markup heatMap(ClusterSection clusters) {
    if (clusters.featureNames().isEmpty()) {
      return Markup.EMPTY;
    }
    List<Integer> features =
        IntStream.range(0, clusters.featureNames().size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer f) -> -largest(clusters, f)))
            .limit(MAX_FEATURES)
            .sorted()
            .toList();
    Table table =
        Table.of("Features by cluster, in standard deviations from the mean of all", "heat")
            .text("Feature");
    for (int cluster = 0; cluster < clusters.sizes().size(); cluster++) {
      table.number(Markup.of("{}{}", Marks.cluster(cluster), cluster));
    }
    for (int feature : features) {
      List<Object> row = new ArrayList<>(List.of(clusters.featureNames().get(feature)));
      clusters.effects().forEach(effects -> row.add(heat(effects.get(feature))));
      table.row(row);
    }
    return Section.block(
        "Features by cluster",
        Markup.join(
            List.of(
                Markup.of(
                    """
                    <p class="key">How many standard deviations a cluster’s mean lies \
                    <span class="below">below</span> or <span class="above">above</span> the mean \
                    of all profiles.</p>"""),
                table.markup(),
                Bars.more(
                    clusters.featureNames().size() - features.size(),
                    "features that differ less are not shown"))));
  }

  private static double largest(ClusterSection clusters, int feature) {
    return clusters.effects().stream()
        .mapToDouble(row -> Math.abs(row.get(feature)))
        .max()
        .orElse(0);
  }

  /** Full colour from two standard deviations on. */
  private static Markup heat(double effect) {
    return Markup.of(
        "<td class=\"n {}\" style=\"--heat:{}\">{}</td>",
        effect < 0 ? "below" : "above",
        Numbers.width(Math.min(2, Math.abs(effect)), 2),
        Numbers.signed(effect));
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

package dev.catchment.pipelines.report;

import dev.catchment.cluster.Silhouette;
import java.util.List;
import java.util.Map;

/** Draws how good the clusters are, and how their number was chosen. */
final class QualityView {
  private static final String PLACE = "k-chart";
  private static final int MAX_COMPONENTS = 30;

  private QualityView() {}

  static Markup markup(ClusterSection clusters) {
    return Markup.join(List.of(measures(clusters), curve(clusters), components(clusters)));
  }

  /** With the chart of the numbers of clusters, where several were tried. */
  static Section addChart(Section section, ClusterSection clusters) {
    List<KCandidate> curve = clusters.quality().curve();
    return curve.isEmpty()
        ? section
        : section.withChart(
            PLACE,
            Map.of(
                "kind",
                "curve",
                "x",
                "Number of clusters",
                "labels",
                curve.stream().map(KCandidate::k).toList(),
                "chosen",
                clusters.sizes().size(),
                "panels",
                List.of(
                    panel(
                        "Mean silhouette: more is better",
                        curve.stream().map(KCandidate::silhouette).toList()),
                    panel(
                        "Inertia: falls with every cluster, look for the bend",
                        curve.stream().map(KCandidate::inertia).toList()))));
  }

  private static Map<String, Object> panel(String name, List<Double> values) {
    return Map.of("name", name, "values", values);
  }

  private static Markup measures(ClusterSection clusters) {
    ClusterQuality quality = clusters.quality();
    HeadlineView tiles = new HeadlineView();
    if (!Double.isNaN(quality.silhouette())) {
      tiles.tile(
          "silhouette",
          "Silhouette",
          Numbers.decimal(quality.silhouette(), 2),
          "Structure: %s. 1: every row is far closer to its own cluster than to the next; 0: clusters touch."
              .formatted(Silhouette.strength(quality.silhouette())));
    }
    if (!Double.isNaN(quality.daviesBouldin())) {
      tiles.tile(
          "davies-bouldin",
          "Davies-Bouldin",
          measure(quality.daviesBouldin()),
          "Width of clusters against the distance to the most similar one: less is better,"
              + " below 1 is good.");
    }
    if (!Double.isNaN(quality.calinskiHarabasz())) {
      tiles.tile(
          "calinski-harabasz",
          "Calinski-Harabasz",
          measure(quality.calinskiHarabasz()),
          "Spread between clusters to spread within: more is better; compare it only between"
              + " runs on the same rows.");
    }
    if (quality.outliers() >= 0) {
      tiles.tile(
          "outliers",
          "Outliers",
          Numbers.percent(quality.outliers(), quality.outliersOf()),
          clusters.noun().count(quality.outliers())
              + " flagged: much farther from the centre of the cluster than its others. Still part"
              + " of it; look at them before you use them.");
    }
    Markup markup = tiles.markup("quality");
    return markup.equals(Markup.EMPTY)
        ? markup
        : Section.block("How good the clusters are", markup);
  }

  private static String measure(double value) {
    return Double.isInfinite(value) ? "∞" : Numbers.measure(value);
  }

  private static Markup curve(ClusterSection clusters) {
    List<KCandidate> curve = clusters.quality().curve();
    if (curve.isEmpty()) {
      return Markup.EMPTY;
    }
    int chosen = clusters.sizes().size();
    Table table =
        Table.of("Numbers of clusters that were tried", "tall")
            .text("Clusters")
            .number("Mean silhouette")
            .number("Inertia")
            .text("");
    curve.forEach(
        each ->
            table.row(
                List.of(
                    each.k(),
                    Numbers.decimal(each.silhouette(), 3),
                    Numbers.measure(each.inertia()),
                    each.k() == chosen ? "chosen" : "")));
    return Section.block(
        "Why " + Numbers.count(chosen, "cluster", "clusters"),
        Markup.of(
            """
            <div class="chart panels" id="{}" role="img" aria-label="{}"></div>
            <p class="note">The ring marks the number of clusters that was taken.</p>
            <details><summary>The same as a table</summary>
            {}
            </details>""",
            PLACE,
            "Lines: mean silhouette and inertia by number of clusters. The table below has the"
                + " numbers.",
            table.markup()));
  }

  private static Markup components(ClusterSection clusters) {
    List<Double> ratios = clusters.explainedVarianceRatio();
    if (ratios.size() < 2) {
      return Markup.EMPTY;
    }
    Table table =
        Table.of("Share of the variance by component", "tight")
            .text("Component")
            .text("Share of the variance")
            .number("Together");
    double largest = ratios.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    double sum = 0;
    for (int component = 0; component < Math.min(ratios.size(), MAX_COMPONENTS); component++) {
      sum += ratios.get(component);
      table.row(
          List.of(
              component + 1,
              Table.bar(ratios.get(component), largest, Numbers.percent(ratios.get(component))),
              Numbers.percent(Math.min(1, sum))));
    }
    return Section.block(
        "What the components keep",
        Markup.join(
            List.of(
                table.markup(),
                Bars.more(ratios.size() - MAX_COMPONENTS, "components are not shown"))));
  }
}

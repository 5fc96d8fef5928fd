package dev.catchment.pipelines.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Draws the heat map of the centroids: how far each cluster lies from the mean of all. */
final class HeatView {
  /** Standard deviations of full colour. */
  private static final double FULL = 2;

  private HeatView() {}

  static Markup markup(ClusterSection clusters) {
    if (clusters.featureNames().isEmpty()) {
      return Markup.EMPTY;
    }
    List<Integer> features =
        IntStream.range(0, clusters.featureNames().size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer f) -> -largest(clusters, f)))
            .limit(FeatureTable.MAX_FEATURES)
            .sorted()
            .toList();
    FeatureTable table =
        FeatureTable.of(
            "Features by cluster, in standard deviations from the mean of all",
            "heat",
            List.of(),
            clusters.sizes().size());
    for (int feature : features) {
      table.row(
          clusters.featureNames().get(feature),
          List.of(),
          cluster -> heat(clusters.effects().get(cluster).get(feature)));
    }
    return Section.block(
        "Features by cluster",
        Markup.join(
            List.of(
                Markup.of(
                    """
                    <p class="key">How many standard deviations a cluster’s mean lies \
                    <span class="below">below</span> or <span class="above">above</span> the mean \
                    of all {}.</p>""",
                    clusters.noun().many()),
                table.markup(clusters.featureNames().size()),
                means(clusters, features))));
  }

  private static double largest(ClusterSection clusters, int feature) {
    return clusters.effects().stream()
        .mapToDouble(row -> Math.abs(row.get(feature)))
        .max()
        .orElse(0);
  }

  private static Markup heat(double effect) {
    return FeatureTable.heat(effect, FULL, Numbers.signed(effect));
  }

  private static Markup means(ClusterSection clusters, List<Integer> features) {
    ClusterMeans means = clusters.means();
    if (means.byCluster().isEmpty()) {
      return Markup.EMPTY;
    }
    FeatureTable table =
        FeatureTable.of(
            "Mean of each feature by cluster, in its own units",
            "pinned",
            List.of("All"),
            clusters.sizes().size());
    for (int feature : features) {
      table.row(
          clusters.featureNames().get(feature),
          List.of(Numbers.measure(means.overall().get(feature))),
          cluster -> Numbers.measure(means.byCluster().get(cluster).get(feature)));
    }
    return Markup.of(
        "<details><summary>Means in the features’ own units</summary>\n{}\n</details>",
        table.markup(clusters.featureNames().size()));
  }
}

package dev.catchment.pipelines.report;

import dev.catchment.cluster.PopulationStability;
import java.util.Comparator;
import java.util.List;

/** Draws how far new data are from those that the model was trained on. */
final class DriftView {
  /** The index of full colour: from here on a feature has changed. */
  private static final double FULL = 0.25;

  private static final int MAX_ROWS = 100;

  private static final Comparator<FeatureDrift> MOST_FIRST =
      Comparator.comparingDouble((FeatureDrift each) -> -known(each.index()))
          .thenComparing(FeatureDrift::name);

  private DriftView() {}

  static Section section(ClusterSection clusters) {
    ClusterDrift drift = clusters.drift();
    List<FeatureDrift> features =
        drift.features().stream().sorted(MOST_FIRST).limit(FeatureTable.MAX_FEATURES).toList();
    return Section.of(
        "drift",
        "Drift",
        lede(drift),
        KEY,
        shares(clusters),
        features(features, drift.features().size()),
        cells(clusters, features));
  }

  private static final Markup KEY =
      new Markup(
          """
          <p class="key">The population stability index compares how values were spread in the \
          training data with how they are spread now. 0 is no difference; below 0.1 it is \
          <b>stable</b>, up to 0.25 <b>shifted</b>, above <b>changed</b>: train again when much \
          has changed.</p>""");

  private static String lede(ClusterDrift drift) {
    long changed = verdicts(drift, "changed");
    long shifted = verdicts(drift, "shifted");
    String features =
        "Of %s, %d changed and %d shifted since the model was trained."
            .formatted(
                Numbers.count(drift.features().size(), "feature", "features"), changed, shifted);
    String clusters =
        Double.isNaN(drift.index())
            ? ""
            : "The shares of the clusters are %s (%s)."
                .formatted(PopulationStability.verdict(drift.index()), index(drift.index()));
    return drift.features().isEmpty() ? clusters : (features + " " + clusters).strip();
  }

  private static long verdicts(ClusterDrift drift, String word) {
    return drift.features().stream()
        .filter(each -> PopulationStability.verdict(each.index()).equals(word))
        .count();
  }

  private static Markup shares(ClusterSection clusters) {
    List<Long> now = clusters.drift().sizes();
    if (now.isEmpty()) {
      return Markup.EMPTY;
    }
    long all = now.stream().mapToLong(Long::longValue).sum();
    Table table =
        Table.of("Share of each cluster in the training data and now", "tall")
            .text("Cluster")
            .number("Then")
            .number("Now")
            .number("New " + clusters.noun().many());
    for (int cluster = 0; cluster < Math.min(MAX_ROWS, now.size()); cluster++) {
      table.row(
          List.of(
              Markup.of("{}{}", Marks.cluster(cluster), cluster),
              Numbers.percent(clusters.sizes().get(cluster), clusters.rows()),
              Numbers.percent(now.get(cluster), all),
              Numbers.count(now.get(cluster))));
    }
    return Section.block(
        "Shares of the clusters",
        Markup.join(
            List.of(table.markup(), Bars.more(now.size() - MAX_ROWS, "clusters are not shown"))));
  }

  private static Markup features(List<FeatureDrift> features, int all) {
    if (features.isEmpty()) {
      return Markup.EMPTY;
    }
    double largest = Math.max(FULL, known(features.get(0).index()));
    Table table =
        Table.of("Population stability index by feature", "tight")
            .text("Feature")
            .text("Index")
            .text("Verdict");
    features.forEach(
        each ->
            table.row(
                List.of(
                    each.name(),
                    Table.bar(Math.max(0, known(each.index())), largest, index(each.index())),
                    PopulationStability.verdict(each.index()))));
    return Section.block(
        "By feature",
        Markup.join(
            List.of(
                table.markup(),
                Bars.more(all - features.size(), "features that drift less are not shown"))));
  }

  private static Markup cells(ClusterSection clusters, List<FeatureDrift> features) {
    List<FeatureDrift> known =
        features.stream().filter(each -> !each.byCluster().isEmpty()).toList();
    if (known.isEmpty()) {
      return Markup.EMPTY;
    }
    FeatureTable table =
        FeatureTable.of(
            "Population stability index by feature and cluster",
            "heat",
            List.of("All"),
            clusters.sizes().size());
    known.forEach(
        each ->
            table.row(
                each.name(),
                List.of(heat(each.index())),
                cluster -> heat(each.byCluster().get(cluster))));
    return Section.block(
        "By feature and cluster",
        Markup.join(
            List.of(
                new Markup("<p class=\"key\">Full colour from 0.25 on.</p>"),
                table.markup(clusters.drift().features().size()))));
  }

  private static Markup heat(double index) {
    return FeatureTable.heat(Math.max(0, known(index)), FULL, index(index));
  }

  /** An index that is not known comes last and has no colour. */
  private static double known(double index) {
    return Double.isNaN(index) ? -1 : index;
  }

  private static String index(double index) {
    return Double.isNaN(index) ? "–" : Numbers.decimal(index, index < 10 ? 3 : 1);
  }
}

package dev.catchment.pipelines.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Draws features by cluster: at most {@value #MAX_FEATURES} features and {@value #MAX_CLUSTERS}
 * clusters, so that the page stays readable.
 */
final class FeatureTable {
  static final int MAX_FEATURES = 40;
  static final int MAX_CLUSTERS = 50;

  private final Table table;
  private final int clusters;
  private final int shown;

  private FeatureTable(Table table, int clusters) {
    this.table = table;
    this.clusters = clusters;
    shown = Math.min(clusters, MAX_CLUSTERS);
  }

  /** A table with a column over all rows, where it has a head, and one per cluster. */
  static FeatureTable of(String caption, String cssClass, List<String> heads, int clusters) {
    Table table = Table.of(caption, cssClass).text("Feature");
    heads.forEach(table::number);
    FeatureTable features = new FeatureTable(table, clusters);
    for (int cluster = 0; cluster < features.shown; cluster++) {
      table.number(Markup.of("{}{}", Marks.cluster(cluster), cluster));
    }
    return features;
  }

  /** Adds a feature: first the cells under the heads, then that of each cluster. */
  void row(String feature, List<?> cells, IntFunction<?> ofCluster) {
    List<Object> row = new ArrayList<>(List.of(feature));
    row.addAll(cells);
    IntStream.range(0, shown).mapToObj(ofCluster).forEach(row::add);
    table.row(row);
  }

  /** The table, with a note on the features and clusters that are not in it. */
  Markup markup(int features) {
    return Markup.join(
        List.of(
            table.markup(),
            Bars.more(features - MAX_FEATURES, "features that differ less are not shown"),
            Bars.more(clusters - shown, "clusters are not shown")));
  }

  /** A cell whose colour says how large its number is; full colour from {@code full} on. */
  static Markup heat(double value, double full, String text) {
    return Markup.of(
        "<td class=\"n {}\" style=\"--heat:{}\">{}</td>",
        value < 0 ? "below" : "above",
        Numbers.width(Math.min(full, Math.abs(value)), full),
        text);
  }
}

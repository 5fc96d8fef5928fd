package dev.catchment.pipelines.report;

import dev.catchment.cluster.Stability;
import java.util.List;
import java.util.stream.IntStream;

/** Draws a card for each cluster: its size, what makes it different, and how stable it is. */
final class CardsView {
  private static final int MAX = 100;
  private static final Markup STABILITY =
      new Markup(
          """
          <p class="note">The bar is the stability: how much of a cluster is found again when rows \
          are drawn anew, 0 to 1. From 0.85 on it is stable; below 0.6 do not build on it.</p>""");

  private CardsView() {}

  static Markup markup(ClusterSection clusters) {
    int all = clusters.sizes().size();
    Markup cards =
        Section.each(
            IntStream.range(0, Math.min(MAX, all)).boxed().toList(),
            cluster -> card(clusters, cluster));
    boolean plain = clusters.quality().stability().isEmpty();
    return Section.block(
        clusters.descriptions().isEmpty() ? "Sizes" : "What makes each cluster different",
        Markup.join(
            List.of(
                Markup.of("<ul class=\"cards\">{}</ul>", cards),
                Bars.more(all - MAX, "clusters are not shown"),
                plain ? Markup.EMPTY : STABILITY)));
  }

  private static Markup card(ClusterSection clusters, int cluster) {
    long size = clusters.sizes().get(cluster);
    List<Double> stability = clusters.quality().stability();
    return Markup.of(
        "<li><h4>{}Cluster {}</h4><p class=\"size\"><b>{}</b> {}</p>{}{}</li>",
        Marks.cluster(cluster),
        cluster,
        Numbers.count(size),
        Numbers.percent(size, clusters.rows()),
        clusters.descriptions().isEmpty()
            ? Markup.EMPTY
            : Markup.of("<p>{}</p>", clusters.descriptions().get(cluster)),
        stability.isEmpty() ? Markup.EMPTY : stability(stability.get(cluster)));
  }

  private static Markup stability(double value) {
    boolean known = !Double.isNaN(value);
    return Markup.of(
        """
        <p class="stability"><span class="track"><i style="width:{}"></i></span>{}</p>""",
        Numbers.width(known ? value : 0, 1),
        known
            ? Stability.verdict(value) + ", " + Numbers.decimal(value, 2)
            : "stability is not known");
  }
}

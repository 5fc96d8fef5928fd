package dev.catchment.pipelines.report;

import java.util.ArrayList;
import java.util.List;

/** Draws a row of numbers, such as those at the head of the report. */
final class HeadlineView {
  private final List<Markup> tiles = new ArrayList<>();

  HeadlineView records(FunnelRow total) {
    return tile("read", "Records read", Numbers.count(total.read()), "")
        .part("accepted", total.accepted(), total.read())
        .part("rejected", total.rejected(), total.read())
        .part("duplicate", total.duplicate(), total.read())
        .part("withheld", total.withheld(), total.read())
        .part("filtered", total.filtered(), total.read());
  }

  HeadlineView count(String id, String label, long value) {
    return tile(id, label, Numbers.count(value), "");
  }

  /** The area under the ROC curve. */
  HeadlineView area(double auc) {
    return measure("auc", "AUC", auc, "1 is perfect, 0.5 is chance.");
  }

  HeadlineView seconds(double seconds) {
    return Double.isNaN(seconds)
        ? this
        : tile("seconds", "Time taken", Numbers.seconds(seconds), "");
  }

  HeadlineView score(Score score) {
    measure(
        "identity-precision",
        "Identity precision",
        score.identityPrecision(),
        "Of the pairs of identifiers joined, the share that truly belongs to one person.");
    measure(
        "identity-recall",
        "Identity recall",
        score.identityRecall(),
        "Of the pairs that truly belong to one person, the share that was joined.");
    if (score.plantedBad() > 0) {
      tile(
          "planted-bad",
          "Planted bad records found",
          Numbers.count(score.plantedBadFound()) + " of " + Numbers.count(score.plantedBad()),
          "Records spoilt on purpose that were kept aside as rejected.");
    }
    return measure(
        "adjusted-rand",
        "Adjusted Rand index",
        score.adjustedRand(),
        "Agreement of clusters with the planted segments: 1 is perfect, 0 is chance.");
  }

  /** The tiles under a class of the style sheet; nothing when there are none. */
  Markup markup(String cssClass) {
    return tiles.isEmpty()
        ? Markup.EMPTY
        : Markup.of("<dl class=\"tiles {}\">\n{}\n</dl>", cssClass, Markup.join(tiles));
  }

  private HeadlineView part(String label, long records, long read) {
    String title = Character.toUpperCase(label.charAt(0)) + label.substring(1);
    return tile(label, title, Numbers.count(records), Numbers.percent(records, read));
  }

  private HeadlineView measure(String id, String label, double value, String explanation) {
    return Double.isNaN(value) ? this : tile(id, label, Numbers.decimal(value, 3), explanation);
  }

  HeadlineView tile(String id, String label, String value, String note) {
    tiles.add(
        Markup.of(
            "<div id=\"tile-{}\"><dt>{}</dt><dd>{}{}</dd></div>",
            id,
            label,
            Markup.of("<b>{}</b>", value),
            note.isEmpty() ? Markup.EMPTY : Markup.of("<small>{}</small>", note)));
    return this;
  }
}

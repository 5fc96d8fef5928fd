package dev.catchment.pipelines.report;

import java.util.List;

/** Horizontal bars with their names and numbers beside them: readable without colour or script. */
final class Bars {
  private static final int MAX = 30;

  private Bars() {}

  /** Bars by size against the largest, each with its share of {@code whole}. */
  static Markup of(String label, List<NamedCount> counts, long whole) {
    long largest = counts.stream().mapToLong(NamedCount::count).max().orElse(0);
    List<NamedCount> shown = counts.subList(0, Math.min(MAX, counts.size()));
    Markup bars =
        Section.each(
            shown,
            count ->
                Markup.of(
                    """
                    <li><span class="name">{}</span><span class="track">\
                    <i style="width:{}"></i></span><span class="value">{}</span>\
                    <span class="share">{}</span></li>""",
                    count.name(),
                    Numbers.width(count.count(), largest),
                    Numbers.count(count.count()),
                    Numbers.percent(count.count(), whole)));
    Markup list = Markup.of("<ul class=\"bars\" aria-label=\"{}\">\n{}\n</ul>", label, bars);
    return Markup.join(List.of(list, more(counts.size() - shown.size(), "not drawn")));
  }

  /** A note that says how much was left out, empty when nothing was. */
  static Markup more(long left, String what) {
    return left <= 0
        ? Markup.EMPTY
        : Markup.of("<p class=\"note\">{} more {}.</p>", Numbers.count(left), what);
  }
}

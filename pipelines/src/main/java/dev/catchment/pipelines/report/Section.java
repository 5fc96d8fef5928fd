package dev.catchment.pipelines.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One section of the page.
 *
 * @param id its anchor
 * @param title its heading
 * @param lede what it says, in a sentence or two
 * @param content tables, bars and places for charts
 * @param charts the data of its charts by the id of their place
 */
record Section(String id, String title, String lede, Markup content, Map<String, Object> charts) {
  static Section of(String id, String title, String lede, Markup... content) {
    return new Section(id, title, lede, Markup.join(List.of(content)), Map.of());
  }

  Section withChart(String place, Object data) {
    Map<String, Object> all = new TreeMap<>(charts);
    all.put(place, data);
    return new Section(id, title, lede, content, all);
  }

  Markup markup() {
    return Markup.of(
        """
        <section id="{}" aria-labelledby="{}-title">
        <header><h2 id="{}-title">{}</h2><p>{}</p></header>
        <div class="content">
        {}
        </div>
        </section>""",
        id,
        id,
        id,
        title,
        lede,
        content);
  }

  /** A smaller heading with what belongs under it. */
  static Markup block(String title, Markup content) {
    return Markup.of("<div class=\"block\"><h3>{}</h3>\n{}</div>", title, content);
  }

  static <T> Markup each(List<T> items, Function<T, Markup> markup) {
    return Markup.join(items.stream().map(markup).toList());
  }
}

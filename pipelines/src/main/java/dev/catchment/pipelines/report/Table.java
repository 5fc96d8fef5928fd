package dev.catchment.pipelines.report;

import java.util.ArrayList;
import java.util.List;

/** A table that scrolls in its own box; the first column heads the rows. */
final class Table {
  private final String caption;
  private final String cssClass;
  private final List<Boolean> numeric = new ArrayList<>();
  private final List<Markup> heads = new ArrayList<>();
  private final List<Markup> rows = new ArrayList<>();

  private Table(String caption, String cssClass) {
    this.caption = caption;
    this.cssClass = cssClass;
  }

  static Table of(String caption) {
    return new Table(caption, "");
  }

  static Table of(String caption, String cssClass) {
    return new Table(caption, cssClass);
  }

  Table text(String head) {
    return column(head, false);
  }

  Table number(Object head) {
    return column(head, true);
  }

  private Table column(Object head, boolean isNumber) {
    numeric.add(isNumber);
    heads.add(Markup.of("<th scope=\"col\"{}>{}</th>", align(isNumber), head));
    return this;
  }

  /** Adds a row; a cell that is a whole {@code <td>} goes in as it is. */
  Table row(List<?> cells) {
    List<Markup> row = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      Object cell = cells.get(i);
      row.add(
          i == 0
              ? Markup.of("<th scope=\"row\"{}>{}</th>", align(numeric.get(0)), cell)
              : cell instanceof Markup markup && markup.html().startsWith("<td")
                  ? markup
                  : Markup.of("<td{}>{}</td>", align(numeric.get(i)), cell));
    }
    rows.add(Markup.of("<tr>{}</tr>", Markup.join(row)));
    return this;
  }

  /** A cell with a bar and its number under it. */
  static Markup bar(double part, double whole, Object text) {
    return Markup.of(
        """
        <td class="bar"><span class="track"><i style="width:{}"></i></span>\
        <span class="share">{}</span></td>""",
        Numbers.width(part, whole),
        text);
  }

  Markup markup() {
    return Markup.of(
        """
        <div class="scroll {}" tabindex="0" role="region" aria-label="{}">
        <table><caption>{}</caption>
        <thead><tr>{}</tr></thead>
        <tbody>
        {}
        </tbody></table></div>""",
        cssClass,
        caption,
        caption,
        Markup.join(heads),
        Markup.join(rows));
  }

  private static Markup align(boolean isNumber) {
    return new Markup(isNumber ? " class=\"n\"" : "");
  }
}

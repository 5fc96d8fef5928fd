package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of HTML in which every text that came from data is escaped.
 *
 * @param html the HTML
 */
record Markup(String html) {
  static final Markup EMPTY = new Markup("");

  /**
   * Fills every <code>{}</code> of a template with the next value; a {@link Markup} goes in as it
   * is, anything else escaped.
   */
  static Markup of(String template, Object... values) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (Object value : values) {
      int hole = template.indexOf("{}", from);
      checkArgument(hole >= 0, "more values than holes in %s", template);
      out.append(template, from, hole)
          .append(value instanceof Markup markup ? markup.html : escape(value.toString()));
      from = hole + 2;
    }
    checkArgument(template.indexOf("{}", from) < 0, "more holes than values in %s", template);
    return new Markup(out.append(template, from, template.length()).toString());
  }

  static Markup join(List<Markup> parts) {
    return new Markup(parts.stream().map(Markup::html).collect(Collectors.joining("\n")));
  }

  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? '\uFFFD' : c);
      }
    }
    return out.toString();
  }
}

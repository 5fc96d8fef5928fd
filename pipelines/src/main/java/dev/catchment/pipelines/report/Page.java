package dev.catchment.pipelines.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Puts sections, style, scripts and chart data together. The page's content security policy lets
 * run exactly the two scripts put in here, by their hashes, and lets nothing be loaded.
 */
final class Page {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Page() {}

  static String html(String title, Run run, Markup headline, List<Section> sections) {
    String library = resource("echarts/echarts.common.min.js");
    String script = resource("report.js");
    TreeMap<String, Object> charts = new TreeMap<>();
    sections.forEach(section -> charts.putAll(section.charts()));
    return Markup.of(
            resource("report.html"),
            new Markup("script-src " + hash(library) + " " + hash(script)),
            title,
            new Markup(resource("report.css")),
            title,
            origin(run),
            Section.each(
                sections, s -> Markup.of("<li><a href=\"#{}\">{}</a></li>", s.id(), s.title())),
            headline,
            Section.each(sections, Section::markup),
            footer(run),
            json(charts),
            new Markup(charts.isEmpty() ? "" : "<script>" + library + "</script>"),
            new Markup(charts.isEmpty() ? "" : "<script>" + script + "</script>"))
        .html();
  }

  private static Markup origin(Run run) {
    List<String> parts = new ArrayList<>();
    if (!run.configuration().isEmpty()) {
      parts.add(run.configuration());
    }
    parts.add(TIME.format(run.time()));
    return Markup.of("{}", String.join(" · ", parts));
  }

  private static Markup footer(Run run) {
    List<Markup> parts = new ArrayList<>();
    parts.add(Markup.of("<p>Catchment {} · {}</p>", run.version(), origin(run)));
    if (!run.commandLine().isEmpty()) {
      parts.add(Markup.of("<p class=\"scroll\"><code>{}</code></p>", run.commandLine()));
    }
    return Markup.join(parts);
  }

  /** JSON that can stand in a script element: nothing in it can end the element or a line. */
  static Markup json(Object data) {
    try {
      return new Markup(
          JSON.writeValueAsString(data)
              .replace("&", "\\u0026")
              .replace("<", "\\u003c")
              .replace(">", "\\u003e")
              .replace("\u2028", "\\u2028")
              .replace("\u2029", "\\u2029"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("chart data cannot be written as JSON", e);
    }
  }

  static String hash(String script) {
    byte[] hash = Hashing.sha256().hashString(script, UTF_8).asBytes();
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }

  /** A resource with the line ends that a browser hashes, whatever the checkout made of them. */
  static String resource(String name) {
    try {
      String text = Resources.toString(Resources.getResource(Page.class, name), UTF_8);
      return text.replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + name, e);
    }
  }
}

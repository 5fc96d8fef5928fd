package dev.catchment.pipelines.report;

/**
 * The page that shows a live job as it runs. It holds nothing but style and scripts, under a
 * content security policy as {@link Page} has it, and takes all else from the server that it comes
 * from.
 */
public final class LivePage {
  private LivePage() {}

  /** The page of a job. */
  public static String html(String job) {
    String library = Page.resource("echarts/echarts.common.min.js");
    String script = Page.resource("live.js");
    return Markup.of(
            Page.resource("live.html"),
            new Markup("script-src " + Page.hash(library) + " " + Page.hash(script)),
            job,
            new Markup(Page.resource("report.css")),
            new Markup(Page.resource("live.css")),
            job,
            new Markup("<script>" + library + "</script>"),
            new Markup("<script>" + script + "</script>"))
        .html();
  }
}

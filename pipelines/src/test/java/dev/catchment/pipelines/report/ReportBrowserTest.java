package dev.catchment.pipelines.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Opens the report in headless Chromium; the screenshots stay in {@code target/report}. */
public class ReportBrowserTest {
  private static final Path OUTPUT = Path.of("target", "report");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private Path browser;

  @Before
  public void findBrowser() throws IOException {
    browser =
        Splitter.on(File.pathSeparatorChar)
            .splitToStream(System.getenv().getOrDefault("PATH", ""))
            .flatMap(
                directory ->
                    List.of("chromium", "chromium-browser", "google-chrome").stream()
                        .map(name -> Path.of(directory, name)))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    Assume.assumeTrue(
        "no chromium, chromium-browser or google-chrome on the PATH: the page is not opened",
        browser != null);
    Files.createDirectories(OUTPUT);
  }

  @Test
  public void loadsAndDrawsWithoutAnErrorOnTheConsole() throws Exception {
    Path page = write("report.html", SampleReport.report().html());
    Result result = run("--dump-dom", page.toUri().toString());
    assertFalse(result.errors, result.errors.contains("CONSOLE"));
    assertEquals("charts drawn", 5, count(result.output, "baseProfile=\"full\""));
    String drawn = result.output.replaceAll("(?s)<script.*?</script>", "");
    assertFalse(drawn, drawn.contains("NaN") || drawn.contains("undefined"));
  }

  @Test
  public void theDriftOfNewDataIsDrawn() throws Exception {
    Path page = write("drift.html", SampleReport.drifted().html());
    Result result = run("--dump-dom", page.toUri().toString());
    assertFalse(result.errors, result.errors.contains("CONSOLE"));
    String drawn = result.output.replaceAll("(?s)<script.*?</script>", "");
    assertFalse(drawn, drawn.contains("NaN") || drawn.contains("undefined"));
    screenshot("drift-1280.png", page, 1280, 3600);
  }

  @Test
  public void theCurveRingsTheChosenNumberInBothPanels() throws Exception {
    Report report = Report.of("Clusters", SampleReport.RUN).withClusters(SampleReport.curve());
    Result result = run("--dump-dom", write("curve.html", report.html()).toUri().toString());
    assertFalse(result.errors, result.errors.contains("CONSOLE"));
    String chart =
        result.output.substring(result.output.indexOf("<div class=\"chart panels\" id=\"k-chart"));
    chart = chart.substring(0, chart.indexOf("</svg>"));
    assertEquals("rings", 2, count(chart, "matrix(7,0,0,7,"));
    assertTrue(chart, chart.contains("Mean silhouette") && chart.contains("Number of clusters"));
  }

  @Test
  public void marksStandOnALineThatGoesBelowZero() throws Exception {
    CurveChart chart =
        new CurveChart(
            "line",
            "A series",
            "",
            "days",
            "value",
            List.of(),
            List.of(
                new CurveChart.Curve(
                    "Value", List.of(List.of(0.0, 5.0), List.of(1.0, -20.0)), false),
                new CurveChart.Curve("Episode", List.of(List.of(1.0, -20.0)), false, true)));
    Report report =
        Report.of("Series", SampleReport.RUN)
            .withCurves(
                List.of(
                    new CurvesSection(
                        "series", "Series", "", List.of(), List.of(), List.of(chart), List.of())));
    Result result = run("--dump-dom", write("marks.html", report.html()).toUri().toString());
    assertFalse(result.errors, result.errors.contains("CONSOLE"));
    String drawn = result.output.substring(result.output.indexOf("id=\"line\""));
    drawn = drawn.substring(0, drawn.indexOf("</svg>"));
    assertTrue(drawn, drawn.contains(">-20<") && drawn.contains(">Episode<"));
    assertEquals("marks", 1, count(drawn, "<path d=\"M0 -1L1 1L-1 1Z\""));
  }

  @Test
  public void everyPictureOfAQueryIsDrawn() throws Exception {
    for (PlotSection.Kind kind : PlotSection.Kind.values()) {
      boolean isNamed = kind == PlotSection.Kind.BAR || kind == PlotSection.Kind.HIST;
      List<String> labels = isNamed ? List.of("Wien", "<b>Graz</b>", "Linz") : List.of();
      PlotSection plot =
          new PlotSection(
              kind,
              "city",
              "revenue",
              labels,
              List.of(List.of(0.0, 7.5), List.of(1.0, 2.25), List.of(2.0, 11.0)),
              "3 rows.");
      Report report = Report.of("Result of a query", SampleReport.RUN).withPlot(plot);
      Path page = write("plot-" + kind + ".html", report.html());
      Result result = run("--dump-dom", page.toUri().toString());
      assertFalse(kind + result.errors, result.errors.contains("CONSOLE"));
      String chart = result.output.substring(result.output.indexOf("<section id=\"plot\""));
      assertEquals(kind + " is drawn", 1, count(chart, "baseProfile=\"full\""));
      String svg = chart.substring(chart.indexOf("<svg"), chart.indexOf("</svg>"));
      assertTrue(svg, svg.contains("revenue"));
      labels.forEach(
          label -> assertTrue(svg, svg.contains(label.replace("<", "&lt;").replace(">", "&gt;"))));
      assertFalse(svg, svg.contains("NaN") || svg.contains("undefined"));
      assertEquals(390, widthInFrame(report.html(), 390));
    }
  }

  @Test
  public void anErrorOnTheConsoleWouldBeSeen() throws Exception {
    String broken = SampleReport.report().html().replace("\"kind\":\"stack\"", "\"kind\":\"none\"");
    Result result = run("--dump-dom", write("broken.html", broken).toUri().toString());
    assertTrue(result.errors, result.errors.contains("CONSOLE"));
  }

  @Test
  public void theContentSecurityPolicyStopsAnyOtherScript() throws Exception {
    String injected =
        SampleReport.report()
            .html()
            .replace("</body>", "<script>document.title = 'taken over'</script></body>");
    Result result = run("--dump-dom", write("injected.html", injected).toUri().toString());
    assertFalse(result.output.contains("<title>taken over</title>"));
  }

  @Test
  public void nothingOverflowsOnAPhone() throws Exception {
    assertEquals(390, widthInFrame(SampleReport.report().html(), 390));
    assertEquals(390, widthInFrame(SampleReport.drifted().html(), 390));
  }

  @Test
  public void nothingOverflowsOnALaptop() throws Exception {
    assertEquals(1280, widthInFrame(SampleReport.report().html(), 1280));
  }

  @Test
  public void anOverflowWouldBeSeen() throws Exception {
    String wide =
        SampleReport.report().html().replace("<main>", "<main><p style=\"width:700px\">wide</p>");
    assertTrue(widthInFrame(wide, 390) >= 700);
  }

  @Test
  public void screenshotsShowSomething() throws Exception {
    Path page = write("report.html", SampleReport.report().html());
    screenshot("report-1280.png", page, 1280, 9000);
    Path frame = write("phone.html", frame("report.html", 390, 13000, ""));
    screenshot("report-390.png", frame, 390, 13000);
  }

  private void screenshot(String name, Path page, int width, int height) throws Exception {
    Path png = OUTPUT.resolve(name).toAbsolutePath();
    Files.deleteIfExists(png);
    run(
        "--hide-scrollbars",
        "--window-size=" + width + "," + height,
        "--screenshot=" + png,
        page.toUri().toString());
    BufferedImage image = ImageIO.read(png.toFile());
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y += 3) {
      for (int x = 0; x < image.getWidth(); x += 3) {
        colours.add(image.getRGB(x, y));
      }
    }
    assertTrue(name + " has " + colours.size() + " colours", colours.size() > 50);
  }

  /** The width that the page needs when a frame gives it so many pixels. */
  private int widthInFrame(String html, int width) throws Exception {
    String script =
        "addEventListener('load', () => setTimeout(() =>"
            + " parent.postMessage(document.documentElement.scrollWidth, '*'), 200));";
    String hash =
        Base64.getEncoder().encodeToString(Hashing.sha256().hashString(script, UTF_8).asBytes());
    write(
        "framed.html",
        html.replace("script-src ", "script-src 'sha256-" + hash + "' ")
            .replace("<style>", "<script>" + script + "</script><style>"));
    String listen =
        "<script>addEventListener('message', e =>"
            + " document.documentElement.dataset.width = e.data);</script>";
    Path frame = write("frame.html", frame("framed.html", width, 1000, listen));
    Result result =
        run("--hide-scrollbars", "--window-size=1400,1000", "--dump-dom", frame.toUri().toString());
    Matcher matcher = Pattern.compile("data-width=\"(\\d+)\"").matcher(result.output);
    assertTrue("the page did not report its width: " + result.errors, matcher.find());
    return Integer.parseInt(matcher.group(1));
  }

  private static String frame(String page, int width, int height, String script) {
    return "<!doctype html>%s<body style=\"margin:0\"><iframe src=\"%s\" style=\"border:0;width:%dpx;height:%dpx\"></iframe>"
        .formatted(script, page, width, height);
  }

  private static Path write(String name, String html) throws IOException {
    return Files.writeString(OUTPUT.resolve(name), html).toAbsolutePath();
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private record Result(String output, String errors) {}

  private Result run(String... arguments) throws Exception {
    Path profile = folder.newFolder().toPath();
    Path output = profile.resolve("stdout.txt");
    Path errors = profile.resolve("stderr.txt");
    List<String> command = new ArrayList<>(List.of(browser.toString()));
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--enable-logging=stderr",
            "--v=0",
            "--virtual-time-budget=4000",
            "--user-data-dir=" + profile.resolve("profile")));
    command.addAll(List.of(arguments));
    int status =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start()
            .waitFor();
    assertEquals(Files.readString(errors), 0, status);
    return new Result(Files.readString(output), Files.readString(errors));
  }
}

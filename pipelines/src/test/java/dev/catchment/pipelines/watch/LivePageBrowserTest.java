package dev.catchment.pipelines.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.account.Outcome;
import dev.catchment.account.Progress;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.Readings;
import dev.catchment.pipelines.report.Chromium;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The live page in headless Chromium; the screenshots stay in {@code target/watch}. */
public class LivePageBrowserTest {
  private static final Path OUTPUT = Path.of("target", "watch");
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final String EVIL =
      "<script>document.title='taken over'</script><img src=x onerror=document.title='taken'>";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final AtomicLong now = new AtomicLong(START.toEpochMilli());
  private final TreeMap<String, Long> counts = new TreeMap<>();
  private Chromium browser;
  private LiveView view;
  private int files;

  @Before
  public void openBrowser() throws Exception {
    Assume.assumeTrue("no Chromium on the PATH: the page is not opened", Chromium.isThere());
    browser = Chromium.start(folder.newFolder().toPath());
  }

  @After
  public void close() {
    if (view != null) {
      view.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  private URI start(String port, Feed.Kind... kinds) {
    WatchOptions options = PipelineOptionsFactory.as(WatchOptions.class);
    options.setWatch(port);
    List<Feed> feeds = new ArrayList<>();
    for (Feed.Kind kind : kinds) {
      feeds.add(Feed.of(kind, directory(kind).toString()));
    }
    view =
        LiveView.start(
            new LiveView.Subject(
                "monitor", "Flink", Instant.ofEpochMilli(now.get()), List.of(), feeds),
            options,
            this::readings,
            new Console(
                System.out,
                new PrintStream(System.err, true, UTF_8),
                () -> Instant.ofEpochMilli(now.addAndGet(1_000)),
                ""));
    return view.addresses().get(0);
  }

  private Path directory(Feed.Kind kind) {
    return folder.getRoot().toPath().resolve(kind.event());
  }

  private synchronized Readings readings() {
    return new Readings(counts, new TreeMap<>(), OptionalLong.of(now.get() - 700));
  }

  private synchronized void count(String name, long count) {
    counts.merge(name, count, Long::sum);
  }

  private void write(Feed.Kind kind, String... lines) throws IOException {
    Path directory = Files.createDirectories(directory(kind));
    Path part = directory.resolve(".part");
    Files.write(part, List.of(lines));
    Files.move(part, directory.resolve("part-%05d.jsonl".formatted(files++)));
  }

  private static String alert(int number, String status, String severity, String key) {
    return """
        {"id":"%032d","status":"%s","severity":"%s","monitor":"service","key":"%s","metric":"error_share","rule":"errors","opened":"2026-03-02T10:%02d:00Z","window_start":"2026-03-02T10:%02d:00Z","window_end":"2026-03-02T10:%02d:59Z","value":0.31,"expected":0.05,"score":0.97,"reason":"0.31 is above 0.05 and so far outside of what this hour of the week was before"}"""
        .formatted(number, status, severity, key, number % 60, number % 60, number % 60);
  }

  private static String value(int minute, String key, double requests, String share) {
    return """
        {"monitor":"service","key":"%s","window_start":"2026-03-02T10:%02d:00Z","window_end":"2026-03-02T10:%02d:00Z","pane":"on_time","events":412,"values":{"requests":%s,"error_share":%s}}"""
        .formatted(key, minute, minute + 1, requests, share);
  }

  private static String change(String audience, String what, String person) {
    return """
        {"profileId":"%3$s","audience":"%1$s","change":"%2$s","at":"2026-03-02T10:03:07Z","because":"event","asOf":"2026-03-03T00:00:00Z","sequence":1,"features":{"orders_30d":3,"last_order":null,"%1$s":"%1$s"}}"""
        .formatted(audience, what, person);
  }

  @Test
  public void anEmptyPageSaysThatNothingHasComeYet() throws Exception {
    URI page = start("0", Feed.Kind.ALERT, Feed.Kind.CHANGE, Feed.Kind.VALUE);
    browser.open(page, 1280, 2000);
    browser.await("document.getElementById('connection').dataset.state === 'live'");
    browser.await("document.getElementById('rate').textContent === '0'");
    assertEquals(
        "No alert is open.", browser.value("document.getElementById('no-open').innerText"));
    assertEquals(List.of(), browser.complaints());
    browser.screenshot(OUTPUT.resolve("empty-1280.png"));
  }

  @Test
  public void metricsAlertsAndChangesAreShownAsTheyCome() throws Exception {
    URI page = start("0", Feed.Kind.ALERT, Feed.Kind.CHANGE, Feed.Kind.VALUE);
    browser.open(page, 1280, 3600);
    browser.await("document.getElementById('connection').dataset.state === 'live'");
    for (int second = 0; second < 40; second++) {
      count(Progress.READ, 20_000 + 700 * (second % 7));
      count(Outcome.REJECTED.summaryName(), 20);
      count("latency_250", 40);
      count("latency_1000", second % 5);
      count("latencyMillis", 9_000);
      view.sample();
    }
    count(Progress.LATE, 12);
    count(Progress.OPENED, 4);
    count(Progress.RESOLVED, 1);
    write(
        Feed.Kind.ALERT,
        alert(1, "open", "critical", "checkout"),
        alert(2, "open", "warning", "search"),
        alert(3, "open", "info", "basket"),
        alert(1, "updated", "critical", "checkout"),
        alert(4, "open", "warning", "login"),
        alert(4, "resolved", "warning", "login"));
    write(
        Feed.Kind.CHANGE,
        change("loyal customers", "entered", "p-81f2"),
        change("loyal customers", "entered", "p-77a0"),
        change("abandoned basket", "entered", "p-81f2"),
        change("loyal customers", "left", "p-1b3c"));
    for (int minute = 0; minute < 20; minute++) {
      write(
          Feed.Kind.VALUE,
          value(
              minute,
              "checkout",
              400 + 40 * Math.sin(minute),
              minute == 7 ? "null" : "0.0" + (minute % 9 + 1)),
          value(minute, "search", 900 + 70 * Math.cos(minute), "0.01"));
    }
    browser.await("document.querySelectorAll('#open-alerts li').length === 3");
    browser.await("document.querySelectorAll('#alert-messages li').length === 6");
    browser.await("document.querySelectorAll('#change-messages li').length === 4");
    assertEquals(
        "event, orders_30d 3, last_order none, loyal customers loyal customers",
        browser.value("document.querySelector('#change-messages .about').textContent"));
    browser.await("document.querySelectorAll('#value-charts .block').length === 2");
    browser.await("document.getElementById('late').textContent === '12'");
    browser.await("document.getElementById('open').textContent === '3'");
    browser.await("document.getElementById('p50').textContent.endsWith(' s')");
    browser.await("document.querySelectorAll('.chart svg path').length > 20");
    browser.screenshot(OUTPUT.resolve("busy-1280.png"));
    browser.dark(true);
    browser.screenshot(OUTPUT.resolve("busy-dark-1280.png"));
    browser.open(page, 390, 6200);
    browser.await("document.querySelectorAll('#open-alerts li').length === 3");
    browser.await("document.querySelectorAll('.chart svg path').length > 20");
    assertEquals("390", browser.value("document.documentElement.scrollWidth"));
    browser.screenshot(OUTPUT.resolve("busy-390.png"));
    String drawn = browser.value("document.body.innerHTML.replace(/<script.*?<\\/script>/gs, '')");
    assertTrue(drawn, !drawn.contains("NaN") && !drawn.contains("undefined"));
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  public void textsOfDataAreTextsOnThePage() throws Exception {
    URI page = start("0", Feed.Kind.ALERT, Feed.Kind.CHANGE, Feed.Kind.VALUE);
    browser.open(page, 1280, 3000);
    browser.await("document.getElementById('connection').dataset.state === 'live'");
    String evil = EVIL.replace("\"", "");
    write(Feed.Kind.ALERT, alert(1, "open", "critical", evil).replace("0.31 is above", evil));
    write(Feed.Kind.CHANGE, change(evil, "entered", evil));
    write(
        Feed.Kind.VALUE,
        value(1, evil, 1, "1"),
        value(2, evil, 2, "1"),
        value(2, evil + "2", 2, "1"));
    browser.await("document.querySelectorAll('#open-alerts li').length === 1");
    browser.await("document.querySelectorAll('#change-messages li').length === 1");
    browser.await("document.querySelectorAll('#value-charts svg').length === 2");
    browser.value(
        "echarts.getInstanceByDom(document.querySelector('#value-charts .chart'))"
            + ".dispatchAction({type: 'showTip', seriesIndex: 0, dataIndex: 1})");
    browser.await("document.querySelector('#value-charts .chart').innerText.includes('<script>')");
    assertEquals("0", browser.value("document.querySelectorAll('img, main script').length"));
    assertEquals("monitor live", browser.value("document.title"));
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  public void aPageFindsTheJobAgain() throws Exception {
    URI page = start("0", Feed.Kind.ALERT);
    write(Feed.Kind.ALERT, alert(1, "open", "critical", "checkout"));
    browser.open(page, 1280, 1000);
    browser.await("document.querySelectorAll('#open-alerts li').length === 1");
    view.close();
    browser.await("document.getElementById('connection').dataset.state === 'ended'");
    now.addAndGet(5_000);
    start(String.valueOf(page.getPort()), Feed.Kind.ALERT);
    write(Feed.Kind.ALERT, alert(2, "open", "warning", "search"), alert(3, "open", "info", "a"));
    browser.await("document.getElementById('connection').dataset.state === 'live'");
    browser.await("document.querySelectorAll('#alert-messages li').length >= 2");
    browser.await("document.getElementById('open-alerts').innerText.includes('search')");
    assertEquals(List.of(), browser.complaints());
  }
}

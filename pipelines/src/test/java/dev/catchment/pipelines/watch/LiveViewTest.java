package dev.catchment.pipelines.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.account.Progress;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.Readings;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.observe.StrictOpenMetrics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.Test;

public class LiveViewTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final WatchOptions options = PipelineOptionsFactory.as(WatchOptions.class);

  private LiveView start(Supplier<Readings> readings, Feed... feeds) {
    return LiveView.start(
        new LiveView.Subject("monitor", "Direct", START, List.of(), List.of(feeds)),
        options,
        readings,
        new Console(
            new PrintStream(said, true, UTF_8),
            new PrintStream(said, true, UTF_8),
            () -> START.plusSeconds(10),
            ""));
  }

  private static Readings counted() {
    return new Readings(
        new TreeMap<>(
            Map.of(
                Progress.READ,
                5_000L,
                "rejected",
                50L,
                Progress.LATE,
                3L,
                "latency_100",
                8L,
                "latency_1000",
                2L,
                "latencyMillis",
                2_100L,
                Progress.OPENED,
                4L,
                Progress.RESOLVED,
                1L)),
        new TreeMap<>(),
        OptionalLong.of(START.plusSeconds(9).toEpochMilli()));
  }

  private static HttpResponse<String> get(URI address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  public void metricsAreGivenAtThePort() throws Exception {
    options.setMetricsPort("0");
    try (LiveView view = start(LiveViewTest::counted)) {
      view.sample();
      URI address = view.addresses().get(0).resolve("metrics");
      HttpResponse<String> answer = get(address);
      assertEquals(
          "application/openmetrics-text; version=1.0.0; charset=utf-8",
          answer.headers().firstValue("content-type").orElseThrow());
      StrictOpenMetrics metrics = StrictOpenMetrics.of(answer.body());
      assertEquals(new BigDecimal(5_000), metrics.value("catchment_live_read_records_total"));
      assertEquals(
          new BigDecimal(50), metrics.value("catchment_live_records_total", "outcome", "rejected"));
      assertEquals(new BigDecimal(3), metrics.value("catchment_live_late_records_total"));
      assertEquals(new BigDecimal("500.000"), metrics.value("catchment_live_events_per_second"));
      assertEquals(new BigDecimal("0.010"), metrics.value("catchment_live_rejected_ratio"));
      assertEquals(
          new BigDecimal("1.000"), metrics.value("catchment_live_watermark_delay_seconds"));
      assertEquals(
          new BigDecimal(8), metrics.value("catchment_live_latency_seconds_bucket", "le", "0.1"));
      assertEquals(
          new BigDecimal(10), metrics.value("catchment_live_latency_seconds_bucket", "le", "+Inf"));
      assertEquals(new BigDecimal(10), metrics.value("catchment_live_latency_seconds_count"));
      assertEquals(new BigDecimal("2.100"), metrics.value("catchment_live_latency_seconds_sum"));
      assertEquals(new BigDecimal(3), metrics.value("catchment_live_alerts_open"));
      assertEquals(
          0.9,
          metrics.value("catchment_live_recent_latency_seconds", "quantile", "0.99").doubleValue(),
          0.2);
      assertThat(said.toString(UTF_8), containsString("monitor: metrics at " + address));
      assertThat(view.text(), containsString("3 alerts open"));
    }
  }

  @Test
  public void oneServerServesBothWhereTheyHaveOnePort() throws Exception {
    options.setWatch("0");
    URI page;
    try (LiveView view = start(LiveViewTest::counted)) {
      page = view.addresses().get(0);
    }
    options.setWatch(String.valueOf(page.getPort()));
    options.setMetricsPort(String.valueOf(page.getPort()));
    try (LiveView view = start(LiveViewTest::counted)) {
      assertEquals(List.of(page), view.addresses());
      assertThat(get(page).body(), containsString("<h1>monitor</h1>"));
      assertThat(get(page.resolve("metrics")).body(), containsString("# EOF"));
    }
  }

  @Test
  public void withoutOptionsNothingListens() {
    try (LiveView view = start(LiveViewTest::counted)) {
      view.sample();
      assertEquals(List.of(), view.addresses());
      assertThat(view.text(), containsString("3 late"));
    }
  }

  @Test
  public void aRunnerThatDoesNotTellStopsNothing() throws Exception {
    options.setMetricsPort("0");
    Supplier<Readings> broken =
        () -> {
          throw new IllegalStateException("not now");
        };
    try (LiveView view = start(broken)) {
      assertEquals("# EOF\n", get(view.addresses().get(0).resolve("metrics")).body());
      assertEquals("", view.text());
    }
  }

  @Test
  public void thePageLoadsNothingFromElsewhereAndHasNoSecret() throws Exception {
    options.setWatch("0");
    try (LiveView view =
        start(
            LiveViewTest::counted, Feed.of(Feed.Kind.ALERT, "https://hooks.example.com/secret"))) {
      String page = get(view.addresses().get(0)).body();
      assertFalse("a script from elsewhere", page.contains("<script src"));
      assertTrue("its policy", page.contains("default-src 'none'; script-src 'sha256-"));
      assertFalse("the path of a webhook", page.contains("secret"));
    }
  }

  @Test
  public void wrongOptionsAreRefused() {
    options.setWatch("http://here");
    assertThrows(UsageException.class, () -> LiveView.check(options));
    options.setWatch("8080");
    LiveView.check(options);
    options.setMetricsPort("70000");
    assertThrows(UsageException.class, () -> LiveView.check(options));
  }
}

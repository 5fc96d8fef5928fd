package dev.catchment.pipelines.monitor;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import dev.catchment.pipelines.monitor.BacktestSummary.Monitor;
import dev.catchment.pipelines.monitor.BacktestSummary.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Test;

/** How often the rules of a configuration would have fired. */
public class BacktestTest {
  private static final String CONFIG =
      Workspace.CONFIG
          + """
          monitors:
            shop:
              window: {tumbling: 6h}
              metrics:
                orders: {count: events}
                amount: {sum: properties.amount}
              alerts:
                much: {detector: threshold, metric: amount, settings: {above: 10}}
                many: {detector: threshold, metric: orders, settings: {above: 99}}
            people:
              key: identifiers.customer
              window: {tumbling: 1d}
              metrics: {orders: {count: events}}
          """;

  @org.junit.Rule public final Workspace work = new Workspace();

  private Cli.Result backtest(String... more) {
    return work.run(
        Stream.concat(
                Stream.of(
                    "monitor",
                    "--config={w}/catchment.yaml",
                    "--backtest",
                    "--output={w}/out",
                    "--key={w}/key.json"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private BacktestSummary summary() {
    return BacktestSummary.read(work.path("out/summary.json").toString());
  }

  @Test
  public void eachRuleIsCountedByDay() throws IOException {
    work.write("catchment.yaml", CONFIG);
    work.write(
        "in.csv",
        Workspace.HEADER
            + """
            1,2026-01-01T01:00:00Z,a,11
            2,2026-01-01T07:00:00Z,a,1
            3,2026-01-01T13:00:00Z,b,12
            4,2026-01-01T23:00:00Z,a,30
            5,2026-01-02T05:00:00Z,a,1
            5,2026-01-02T05:00:00Z,a,1
            6,2026-01-04T05:00:00Z,a,50
            7,never,a,50
            """);
    backtest()
        .expect(ExitStatus.DONE)
        .says(
            "8 read = 6 accepted + 1 rejected + 1 duplicate + 0 withheld + 0 filtered",
            "monitor  rule  opened  resolved  a day  days with one",
            "shop     much  3       2         0.75   2 of 4",
            "shop     many  0       0         0.0    0 of 4",
            "3 alerts would have opened",
            "out/report.html shows them by day");
    BacktestSummary summary = summary();
    assertEquals(3, summary.opened());
    assertEquals(2, summary.resolved());
    Monitor people = summary.monitors().get(0);
    assertEquals("people", people.name());
    assertEquals("a of three days, b of one", 4, people.windows());
    Monitor shop = summary.monitors().get(1);
    assertEquals("2026-01-01", shop.firstDay());
    assertEquals("2026-01-04", shop.lastDay());
    assertEquals(6, shop.windows());
    Rule much = shop.rules().get(0);
    assertEquals(Map.of("2026-01-01", 2L, "2026-01-04", 1L), much.openedByDay());
    assertEquals(Map.of("2026-01-01", 1L, "2026-01-02", 1L), much.resolvedByDay());
    assertEquals(List.of("rejected", "report.html", "summary.json"), work.list("out"));
    String report = Files.readString(work.path("out/report.html"));
    assertTrue(report, report.contains("days-shop"));
    assertFalse(report, report.contains("days-people"));
  }

  @Test
  public void theAlertsAreThoseOfTheLiveJob() throws IOException {
    for (String preset : List.of("service", "trades", "sensors", "campaigns")) {
      String config =
          "--config=" + Cli.repositoryFile("test-data/monitor/" + preset + "/catchment.yaml");
      Path alerts = work.path(preset);
      Cli.run("monitor", config, "--alerts=" + alerts).expect(ExitStatus.DONE);
      Cli.run("monitor", config, "--backtest", "--output=" + work.path("out"), "--overwrite")
          .expect(ExitStatus.DONE);
      assertEquals(preset, count(alerts, "\"status\":\"open\""), summary().opened());
      assertEquals(preset, count(alerts, "\"status\":\"resolved\""), summary().resolved());
    }
  }

  private static long count(Path folder, String words) throws IOException {
    long count = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        count += Files.readAllLines(file).stream().filter(line -> line.contains(words)).count();
      }
    }
    return count;
  }

  @Test
  public void whatMeansNothingIsRefused() {
    work.write("catchment.yaml", CONFIG);
    backtest("--alerts={w}/alerts")
        .expect(ExitStatus.USAGE)
        .complains("--alerts is for a live job, and --backtest only counts; leave one out");
    backtest("--settings=limit=6")
        .expect(ExitStatus.USAGE)
        .complains("--settings is for series, which are files without a configuration");
    work.run("monitor", "--config={w}/catchment.yaml", "--backtest")
        .expect(ExitStatus.USAGE)
        .complains("say where the counts of the backtest go with --output=DIR");
    work.run("monitor", "--config={w}/catchment.yaml", "--alerts={w}/a", "--output={w}/out")
        .expect(ExitStatus.USAGE)
        .complains("--output is for series, or for --backtest; add that, or leave it out");
    assertFalse(Files.exists(work.path("out")));
  }
}

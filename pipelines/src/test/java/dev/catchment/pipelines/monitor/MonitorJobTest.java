package dev.catchment.pipelines.monitor;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** The job on files. */
public class MonitorJobTest {
  private static final int ROWS = 600;
  private static final int SPIKE = 500;

  @Rule public final Workspace folder = new Workspace();

  @Before
  public void writeSeries() {
    StringBuilder series = new StringBuilder("value,timestamp\n");
    for (int row = 0; row < ROWS; row++) {
      series.append(
          "%d,2026-01-%02d %02d:%02d:00\n"
              .formatted(
                  row == SPIKE ? 900 : row * 7 % 10, 1 + row / 288, row % 288 / 12, row % 12 * 5));
    }
    folder.write("in/a/spike.csv", series.toString());
    folder.write(
        "in/b.csv", "timestamp,value\n10,1\n20,NaN\nsoon,3\n40,4\n2026-01-01,5\n30,6\n50,\n");
  }

  @Test
  public void writesEachSeriesUnderItsNameWithScores() throws IOException {
    monitor()
        .expect(ExitStatus.DONE)
        .says(
            "1 alerts in 1 episodes of a/spike.csv",
            "among 603 rows of 2 series; 4 rows are rejected")
        .complains("1 rows are earlier than one before them");
    List<String> rows = Files.readAllLines(folder.path("out/a/spike.csv"));
    assertEquals("timestamp,value,anomaly_score,alert", rows.get(0));
    assertEquals(ROWS + 1, rows.size());
    for (int row = 1; row < rows.size(); row++) {
      String[] cells = rows.get(row).split(",", -1);
      double score = Double.parseDouble(cells[2]);
      assertTrue(rows.get(row), score >= 0 && score <= 1);
      assertEquals(rows.get(row), row - 1 == SPIKE, cells[3].equals("1"));
      assertEquals(rows.get(row), score >= 0.5, cells[3].equals("1"));
    }
    assertThat(rows.get(SPIKE + 1), startsWith("2026-01-02 17:40:00,900,"));
    assertEquals(
        List.of("timestamp,value,anomaly_score,alert", "10,1,0.0,0", "40,4,0.0,0", "30,6,0.0,0"),
        Files.readAllLines(folder.path("out/b.csv")));
    String rejected = String.join("\n", rejected());
    assertTrue(rejected, rejected.contains("invalid_number"));
    assertTrue(rejected, rejected.contains("invalid_time"));
    SeriesSummary summary = SeriesSummary.read(folder.path("out/summary.json").toString());
    assertEquals(607, summary.read());
    assertEquals(summary.read(), summary.judged() + summary.rejected());
    assertEquals("2026-01-02T17:40:00Z", summary.series().get(0).firstAlert());
    String report = Files.readString(folder.path("out/report.html"));
    assertTrue(report.contains("a/spike.csv"));
    assertTrue("the peak is drawn", report.contains("[1.73611,900.0]"));
    assertTrue("and marked", report.contains("\"points\":[[1.73611,900.0]]"));
  }

  private List<String> rejected() throws IOException {
    List<String> lines = new ArrayList<>();
    try (var files = Files.list(folder.path("out/rejected"))) {
      for (var file : files.toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  @Test
  public void noScoreDependsOnALaterRow() throws IOException {
    monitor().expect(ExitStatus.DONE);
    List<String> all = Files.readAllLines(folder.path("out/a/spike.csv"));
    List<String> half = Files.readAllLines(folder.path("in/a/spike.csv")).subList(0, 300);
    folder.write("in/a/spike.csv", String.join("\n", half) + "\n");
    monitor("--overwrite").expect(ExitStatus.DONE);
    assertEquals(all.subList(0, 300), Files.readAllLines(folder.path("out/a/spike.csv")));
  }

  @Test
  public void aBacktestCountsTheAlertsOfARuleAndWritesNoSeries() {
    monitor("--backtest", "--detector=threshold", "--settings=above=8")
        .expect(ExitStatus.DONE)
        .says("61 alerts in 61 episodes of a/spike.csv");
    assertFalse(Files.exists(folder.path("out/a")));
    assertTrue(Files.exists(folder.path("out/summary.json")));
  }

  @Test
  public void eventsThatBelongToNoWindowAreCounted() {
    folder.write(
        "catchment.yaml",
        """
        version: 1
        sources:
          orders:
            format: csv
            input: in.csv
            map: {messageId: id, timestamp: time}
            fields: {properties.shop: shop}
        monitors:
          orders:
            key: properties.shop
            window: {tumbling: 1d}
            metrics: {orders: {count: events}}
        """);
    folder.write(
        "in.csv", "id,time,shop\n1,2026-01-01,a\n2,2026-01-01,\n3,2099-01-01,a\n4,2099-01-02,b\n");
    folder
        .run("monitor", "--config={w}/catchment.yaml", "--alerts={w}/alerts")
        .expect(ExitStatus.DONE)
        .says("left out of their windows: 0 events too late, 2 too far ahead, 1 without a key");
  }

  @Test
  public void wrongWishesAreRefusedBeforeAnythingStarts() {
    refused("--value=cpu").complains("--input: ", "has no column cpu");
    refused("--detector=zcore").complains("--detector: there is no detector zcore; there are");
    refused("--detector=zscore", "--settings=limits=3")
        .complains("--settings: the detector zscore has no setting limits");
    refused("--detector=zscore", "--settings=limit=x")
        .complains("--settings: limit of the detector zscore is x, no number");
    refused("--detector=hotelling").complains("judges several values together");
    folder.write("in/summary.json/c.csv", "timestamp,value\n1,1\n");
    refused().complains("would be written as summary.json/c.csv, which this job writes itself");
    assertFalse(Files.exists(folder.path("out")));
  }

  @Test
  public void noFilesAreRefused() {
    folder
        .run("monitor", "--input=" + folder.path("none/*.csv"), "--output=" + folder.path("out"))
        .expect(ExitStatus.USAGE)
        .complains("--input: no file matches");
  }

  private Cli.Result refused(String... more) {
    return monitor(more).expect(ExitStatus.USAGE);
  }

  private Cli.Result monitor(String... more) {
    List<String> command = new ArrayList<>(List.of("monitor"));
    command.add("--input=" + folder.path("in") + "/**.csv");
    command.add("--output=" + folder.path("out"));
    command.addAll(List.of(more));
    return folder.run(command.toArray(String[]::new));
  }
}

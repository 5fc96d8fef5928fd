package dev.catchment.pipelines.monitor;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/** The monitors of {@code test-data/monitor} find what is planted in their files, and no more. */
public class MonitorPresetsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of the six trades of ACME in its first minute, computed apart. */
  private static final String BAR =
      "{'open':99.94,'high':99.99,'low':99.92,'close':99.92,'volume':591.0,'vwap':99.95673434856177}"
          .replace('\'', '"');

  @Rule public final Workspace work = new Workspace();

  @Test
  public void serviceOperations() throws IOException {
    assertEquals(
        List.of(
            "checkout errors open 2026-01-12T10:01:00Z",
            "checkout errors resolved 2026-01-12T10:05:00Z",
            "checkout silent open 2026-01-12T10:59",
            "checkout silent resolved 2026-01-12T11:08:00Z",
            "search slow open 2026-01-12T10:30:00Z",
            "search slow resolved 2026-01-12T10:34:00Z"),
        alerts("service"));
  }

  @Test
  public void tradesAndTheirBars() throws IOException {
    assertEquals(
        List.of(
            "ACME volume-spike open 2026-01-12T10:10:00Z",
            "ACME volume-spike resolved 2026-01-12T10:11:00Z",
            "GLOBEX price-jump open 2026-01-12T10:20:00Z",
            "GLOBEX price-jump resolved 2026-01-12T10:21:00Z"),
        alerts("trades", "--values=" + work.path("values")));
    List<JsonNode> bars = lines("values");
    assertEquals("120 minutes of two symbols", 240, bars.size());
    JsonNode first =
        bars.stream()
            .filter(bar -> bar.path("key").asText().equals("ACME"))
            .filter(bar -> bar.path("window_start").asText().equals("2026-01-12T09:00:00Z"))
            .findFirst()
            .orElseThrow();
    assertEquals(BAR, first.path("values").toString());
  }

  @Test
  public void sensors() throws IOException {
    assertEquals(
        List.of(
            "boiler range open 2026-01-12T06:00:00Z",
            "boiler range resolved 2026-01-12T06:20:00Z",
            "pump silent open 2026-01-12T19:58",
            "tank stuck open 2026-01-12T12:20:00Z",
            "tank stuck resolved 2026-01-12T13:30:00Z"),
        alerts("sensors"));
  }

  @Test
  public void campaigns() throws IOException {
    assertEquals(
        List.of(
            "brand no-clicks open 2026-01-17T11:00:00Z",
            "brand no-clicks resolved 2026-01-17T14:00:00Z",
            "spring over-budget open 2026-01-15T05:00:00Z",
            "spring over-budget resolved 2026-01-16T05:00:00Z",
            "spring overspend open 2026-01-16T03:00:00Z",
            "spring overspend resolved 2026-01-16T06:00:00Z"),
        alerts("campaigns"));
  }

  private List<String> alerts(String preset, String... more) throws IOException {
    List<String> command = new ArrayList<>(List.of(more));
    command.add(0, "monitor");
    command.add(
        "--config=" + Cli.repositoryFile("test-data/monitor/" + preset + "/catchment.yaml"));
    command.add("--alerts=" + work.path("alerts"));
    Cli.run(command.toArray(String[]::new)).expect(ExitStatus.DONE);
    return lines("alerts").stream().map(MonitorPresetsTest::text).sorted().toList();
  }

  /** Silence begins with the last event, at some second of its minute. */
  private static String text(JsonNode alert) {
    String start = alert.path("window_start").asText();
    return "%s %s %s %s"
        .formatted(
            alert.path("key").asText(),
            alert.path("rule").asText(),
            alert.path("status").asText(),
            start.endsWith(":00Z") ? start : start.substring(0, "2026-01-12T00:00".length()));
  }

  private List<JsonNode> lines(String folder) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(work.path(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (String line : Files.readAllLines(file)) {
          all.add(JSON.readTree(line));
        }
      }
    }
    return all;
  }
}

package dev.catchment.pipelines.collect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

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

/** Collects files as if they came as a stream. */
public class LiveCollectTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Rule public final Workspace work = new Workspace();

  @Test
  public void eventsAndRejectedAndResultsLeaveAsMessagesAndTheAccountIsSaid() throws IOException {
    work.write(
        "catchment.yaml",
        Workspace.CONFIG + "    expect:\n      cheap: {field: properties.amount, max: 6}\n");
    work.write(
        "in.csv",
        Workspace.HEADER
            + "1,2026-01-01,c1,5\n2,2026-01-02,c2,7.5\n2,2026-01-02,c2,7.5\n3,2026-01-02,c3,x\n");
    live("--to={w}/out", "--rejected={w}/bad", "--expectations={w}/found", "--expectEvery=1d")
        .expect(ExitStatus.DONE)
        .says(
            "4 read = 2 accepted + 1 rejected + 1 duplicate + 0 withheld + 0 filtered",
            "collect is at the end of its input");
    assertEquals(
        List.of(
            "{\"messageId\":\"1\",\"type\":\"track\",\"timestamp\":\"2026-01-01T00:00:00Z\","
                + "\"channel\":\"orders\",\"source\":\"orders\",\"consent\":\"unknown\","
                + "\"identifiers\":{\"customer\":\"c1\"},\"properties\":{\"amount\":5.0}}",
            "{\"messageId\":\"2\",\"type\":\"track\",\"timestamp\":\"2026-01-02T00:00:00Z\","
                + "\"channel\":\"orders\",\"source\":\"orders\",\"consent\":\"unknown\","
                + "\"identifiers\":{\"customer\":\"c2\"},\"properties\":{\"amount\":7.5}}"),
        lines("out"));
    JsonNode bad = JSON.readTree(lines("bad").get(0));
    assertEquals("invalid_amount", bad.path("reason").asText());
    List<String> found = new ArrayList<>();
    for (String line : lines("found")) {
      JsonNode result = JSON.readTree(line);
      found.add(
          "%s %s %d %s"
              .formatted(
                  result.path("window_start").asText().substring(0, 10),
                  result.path("name").asText(),
                  result.path("checked").asInt(),
                  result.path("passed").asBoolean()));
    }
    assertEquals(
        List.of("2026-01-01 cheap 1 true", "2026-01-02 cheap 2 false"),
        found.stream().sorted().toList());
  }

  @Test
  public void recordsAfterAChangeOfTheSchemaAreReadOrRejectedAndStopNothing() throws IOException {
    work.write("catchment.yaml", Workspace.CONFIG.replace("csv", "json"));
    work.write(
        "in.json",
        """
        {"id": "1", "time": "2026-01-01", "customer": "c1", "amount": 5}
        {"id": "2", "time": "2026-01-01", "customer": "c1", "amount": 5, "currency": "EUR"}
        {"id": "3", "time": "2026-01-01", "customer": "c1", "amount": {"value": 5}}
        {"id": "4", "when": "2026-01-01", "customer": "c1", "amount": 5}
        {"id": "5", "time": "2026-01-01", "customer": "c1"}
        """);
    live("--to={w}/out", "--rejected={w}/bad")
        .expect(ExitStatus.DONE)
        .says("5 read = 3 accepted + 2 rejected");
    assertEquals(3, lines("out").size());
    assertEquals(2, lines("bad").size());
  }

  @Test
  public void whatMeansNothingIsRefused() {
    live("--output={w}/store").expect(ExitStatus.USAGE).complains("--output is for collecting");
    live("--to={w}/o", "--preview=3").expect(ExitStatus.USAGE).complains("--preview is for");
    live().expect(ExitStatus.USAGE).complains("--to=kafka://HOST:PORT/TOPIC");
    live("--to=kafk://h:1/t").expect(ExitStatus.USAGE).complains("did you mean kafka?");
    live("--to=kafka://h/t").expect(ExitStatus.USAGE).complains("is no address of a topic");
    live("--to={w}/o", "--expectations={w}/e")
        .expect(ExitStatus.USAGE)
        .complains("no source of the configuration has a section expect");
    live("--to={w}/o", "--expectEvery=soon").expect(ExitStatus.USAGE).complains("a span of time");
    work.refused("--to=" + work.path("o")).complains("--to is for --streaming");
    assertTrue(Files.notExists(work.path("out")));
  }

  private Cli.Result live(String... more) {
    List<String> command =
        new ArrayList<>(List.of("collect", "--streaming", "--config={w}/catchment.yaml"));
    command.addAll(List.of(more));
    return work.run(command.toArray(String[]::new));
  }

  private List<String> lines(String folder) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(work.path(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    lines.sort(null);
    return lines;
  }
}

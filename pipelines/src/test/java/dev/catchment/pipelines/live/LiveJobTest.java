package dev.catchment.pipelines.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class LiveJobTest {
  private static final String CONFIG =
      """
      version: 1
      sources:
        shop:
          format: csv
          input: in.csv
          map: {messageId: id, timestamp: time}
          identifiers: {customer: customer, cookie: cookie}
          fields:
            properties.price: {column: price, type: decimal}
      identity: {namespaces: [customer, cookie], person: [customer]}
      profile:
        features:
          events: {count: events}
          spent_7d: {sum: properties.price, days: 7}
          days: {recency: days}
      audiences:
        here: {rule: days <= 3}
        big: {rule: spent_7d > 10.0}
        crowd: {rule: cluster == 1}
      """;

  @Rule public final Workspace work = new Workspace();

  @Before
  public void writeShop() {
    work.write("catchment.yaml", CONFIG);
    work.write(
        "in.csv",
        """
        id,time,customer,cookie,price
        1,2026-01-01T10:00:00Z,ann,,5
        2,2026-01-01T11:00:00Z,ann,k1,6
        3,2026-01-02T09:00:00Z,,k1,1
        3,2026-01-02T09:00:00Z,,k1,1
        4,2026-01-02T09:00:00Z,,,1
        5,not a time,bob,,1
        """);
  }

  @Test
  public void followsPeopleThroughFilesToADate() {
    work.collect().expect(ExitStatus.DONE);
    work.run("profile", "--config={w}/catchment.yaml", "--store={w}/store", "--asOf=2026-01-10")
        .expect(ExitStatus.DONE);
    work.run(
            "live",
            "--config={w}/catchment.yaml",
            "--identities={w}/store",
            "--to={w}/changes",
            "--profiles={w}/profiles",
            "--rejected={w}/rejected",
            "--asOf=2026-01-10")
        .expect(ExitStatus.DONE)
        .says("6 read = 4 accepted + 1 rejected + 1 duplicate");
    List<JsonNode> changes = lines("changes");
    // Files are read in any order, so an event may come after one that is later.
    assertThat(
        changes.stream().map(change -> text(change).replace("late ", "")).toList(),
        containsInAnyOrder(
            "1 entered here by event",
            "2 entered big by event",
            "3 left here by time",
            "4 left big by time"));
    JsonNode left =
        changes.stream().filter(change -> change.get("sequence").intValue() == 4).findAny().get();
    assertEquals("2026-01-08T00:00:00Z", left.get("at").textValue());
    assertEquals("2026-01-09T00:00:00Z", left.get("asOf").textValue());
    assertEquals("{\"spent_7d\":1.0}", left.get("features").toString());
    List<JsonNode> profiles = lines("profiles");
    assertEquals(3, profiles.size());
    assertEquals(1, profiles.stream().map(one -> one.get("profileId")).distinct().count());
    assertEquals(1, lines("rejected").size());
  }

  @Test
  public void withoutIdentitiesEveryIdentifierIsAPersonOfItsOwn() {
    work.run("live", "--config={w}/catchment.yaml", "--to={w}/changes", "--profiles={w}/profiles")
        .expect(ExitStatus.DONE);
    assertEquals(2, lines("profiles").stream().map(one -> one.get("profileId")).distinct().count());
  }

  @Test
  public void whatAWebhookRefusesIsKeptWithTheTimeOfTheRun() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(400, -1);
          exchange.close();
        });
    server.start();
    try {
      work.run(
              "live",
              "--config={w}/catchment.yaml",
              "--to=http://127.0.0.1:" + server.getAddress().getPort() + "/hook",
              "--rejected={w}/rejected")
          .expect(ExitStatus.DONE);
    } finally {
      server.stop(0);
    }
    List<JsonNode> refused =
        lines("rejected").stream()
            .filter(line -> line.get("reason").textValue().equals("webhook_refused"))
            .toList();
    assertFalse(refused.isEmpty());
    refused.forEach(line -> assertEquals(Cli.NOW.toString(), line.get("time").textValue()));
  }

  @Test
  public void refusesWhatItCannotFollow() {
    work.run("live", "--config={w}/catchment.yaml", "--to={w}/c", "--identities={w}/none")
        .expect(ExitStatus.USAGE)
        .complains("--identities: there are none in", "run profile");
    work.run("live", "--config={w}/catchment.yaml", "--to={w}/c", "--asOf=2026-01-10T05:00:00Z")
        .expect(ExitStatus.USAGE)
        .complains("--asOf", "not the end of a step");
    work.write("catchment.yaml", CONFIG.replaceAll("  here.*\n  big.*\n", ""));
    work.run("live", "--config={w}/catchment.yaml", "--to={w}/c")
        .expect(ExitStatus.USAGE)
        .complains("audiences", "only audience --model knows the field cluster");
  }

  private static String text(JsonNode change) {
    return "%d %s %s by %s"
        .formatted(
            change.get("sequence").intValue(),
            change.get("change").textValue(),
            change.get("audience").textValue(),
            change.get("because").textValue());
  }

  private List<JsonNode> lines(String folder) {
    List<JsonNode> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(work.path(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (String line : Files.readAllLines(file)) {
          all.add(new ObjectMapper().readTree(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}

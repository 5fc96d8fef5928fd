package dev.catchment.pipelines.observe;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class LineageAddressTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final String EVENT = "{\"eventType\":\"START\",\"name\":\"é\"}";

  private final List<Duration> pauses = new ArrayList<>();

  @Test
  public void anEventIsPostedAsJsonWithTheToken() throws Exception {
    try (LineageServer server = new LineageServer(201)) {
      address(server.address(), "s3cret", LONG).send(EVENT, 3);

      assertEquals(List.of(EVENT), server.bodies());
      assertEquals(List.of("application/json"), server.header("Content-type"));
      assertEquals(List.of("Bearer s3cret"), server.header("Authorization"));
    }
    assertEquals(List.of(), pauses);
  }

  @Test
  public void withoutTokenNoneIsSent() throws Exception {
    try (LineageServer server = new LineageServer(200)) {
      address(server.address(), "", LONG).send(EVENT, 3);

      assertEquals(List.of(), server.header("Authorization"));
    }
  }

  @Test
  public void aServerThatIsBusyIsTriedAgainWithLongerAndLongerPauses() throws Exception {
    for (int busy : List.of(500, 503, 429, 408)) {
      pauses.clear();
      try (LineageServer server = new LineageServer(busy, busy, 200)) {
        address(server.address(), "", LONG).send(EVENT, 3);

        assertEquals(List.of(EVENT, EVENT, EVENT), server.bodies());
      }
      assertEquals(List.of(Duration.ofMillis(500), Duration.ofSeconds(1)), pauses);
    }
  }

  @Test
  public void aServerThatStaysBusyIsGivenUp() {
    try (LineageServer server = new LineageServer(503)) {
      assertUndelivered(server.address(), LONG, "status 503", "check the log of the server");
      assertEquals(3, server.bodies().size());
    }
  }

  @Test
  public void anAnswerThatWouldNotChangeIsNotAskedForAgain() {
    assertOnce(400, "check that it knows OpenLineage 2-0-2");
    assertOnce(401, "check the token in --lineageTokenFile");
    assertOnce(404, "check the path of --lineage");
    assertOnce(307, "check the path of --lineage");
  }

  private void assertOnce(int status, String advice) {
    try (LineageServer server = new LineageServer(status, 200)) {
      assertUndelivered(server.address(), LONG, "status " + status, advice);
      assertEquals(1, server.bodies().size());
    }
  }

  @Test
  public void noServerAtAllIsSaid() {
    URI address;
    try (LineageServer server = new LineageServer(200)) {
      address = server.address();
    }
    assertUndelivered(address, LONG, "the connection is refused", "whether the server is running");
    assertEquals(2, pauses.size());
    assertUndelivered(
        URI.create("http://" + "x".repeat(64) + ":5000/api/v1/lineage"),
        LONG,
        "the host is not known",
        "check the address");
  }

  @Test
  public void aServerThatDoesNotAnswerIsGivenUp() {
    try (LineageServer server = new LineageServer(LineageServer.SILENCE)) {
      assertUndelivered(server.address(), SHORT, "no answer in time", "check the address");
    }
  }

  private void assertUndelivered(URI address, Duration patience, String fault, String advice) {
    UndeliveredException failure =
        assertThrows(
            UndeliveredException.class, () -> address(address, "s3cret", patience).send(EVENT, 3));
    String message = failure.getMessage();
    assertTrue(message, message.startsWith(address + ": " + fault + "; "));
    assertTrue(message, message.contains(advice));
    assertTrue(message, !message.contains("s3cret"));
  }

  private LineageAddress address(URI address, String token, Duration patience) {
    return new LineageAddress(address, token, patience, pauses::add);
  }
}

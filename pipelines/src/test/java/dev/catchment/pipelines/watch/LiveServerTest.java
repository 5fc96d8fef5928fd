package dev.catchment.pipelines.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Test;

public class LiveServerTest {
  private final EventLog log = new EventLog(3);
  private final LiveServer server = LiveServer.start(ListenAddress.of("watch", "0"));
  private final List<Socket> sockets = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  public LiveServerTest() {
    server.serve("/", "text/html", () -> "<p>page");
    server.serve("/metrics", "text/plain", () -> "m 1\n");
    server.stream("/events", log, "r1", "{}");
  }

  @After
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    log.close();
    server.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Sends a request as it stands; the rest is read by the test. */
  private BufferedReader send(String request) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort());
    sockets.add(socket);
    socket.getOutputStream().write((request + "\r\n\r\n").getBytes(UTF_8));
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }

  private BufferedReader stream(String... headers) throws IOException {
    return send(
        "GET /events HTTP/1.1\r\nHost: localhost"
            + (headers.length == 0 ? "" : "\r\n" + String.join("\r\n", headers)));
  }

  /** The next lines that begin with a word. */
  private static List<String> lines(BufferedReader reader, String word, int count)
      throws IOException {
    List<String> found = new ArrayList<>();
    while (found.size() < count) {
      String line = reader.readLine();
      if (line == null) {
        return found;
      }
      if (line.startsWith(word)) {
        found.add(line);
      }
    }
    return found;
  }

  @Test
  public void textsAreServedAtTheirPathsAlone() throws Exception {
    assertEquals("<p>page", get("/").body());
    assertEquals("text/html; charset=utf-8", get("/").headers().firstValue("content-type").get());
    assertEquals("m 1\n", get("/metrics").body());
    assertEquals(404, get("/other").statusCode());
    assertEquals(404, get("/metrics/other").statusCode());
  }

  @Test
  public void nothingCanBeSent() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(server.uri()).POST(HttpRequest.BodyPublishers.ofString("x")).build();
    assertEquals(405, client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode());
    HttpRequest head =
        HttpRequest.newBuilder(server.uri())
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    assertEquals(200, client.send(head, HttpResponse.BodyHandlers.discarding()).statusCode());
  }

  @Test
  public void onTheLoopbackInterfaceOnlyItsNamesAreAnswered() throws Exception {
    for (String host : List.of("localhost", "127.0.0.1:80", "[::1]:1")) {
      assertEquals(host, "HTTP/1.1 200 OK", send("GET / HTTP/1.1\r\nHost: " + host).readLine());
    }
    for (String host : List.of("evil.example", "localhost.evil.example", "127.0.0.1.nip.io:80")) {
      assertEquals(
          host, "HTTP/1.1 403 Forbidden", send("GET / HTTP/1.1\r\nHost: " + host).readLine());
    }
  }

  @Test
  public void messagesComeInOrderWithTheirNumbers() throws Exception {
    log.add("alert", "{\"a\":1}");
    BufferedReader reader = stream();
    assertEquals(List.of("event: hello"), lines(reader, "event:", 1));
    assertEquals(List.of("id: r1-1"), lines(reader, "id:", 1));
    log.add("sample", "{\"b\":2}");
    assertEquals(List.of("data: {\"a\":1}", "data: {\"b\":2}"), lines(reader, "data:", 2));
  }

  @Test
  public void aBrowserThatComesAgainGetsWhatCameAfter() throws Exception {
    for (int i = 1; i <= 3; i++) {
      log.add("alert", "{\"n\":" + i + "}");
    }
    BufferedReader reader = stream("Last-Event-ID: r1-2");
    assertEquals(List.of("id: r1-3"), lines(reader, "id:", 1));
  }

  @Test
  public void aBrowserOfAnEarlierRunOrWithNonsenseGetsEverything() throws Exception {
    log.add("alert", "{}");
    for (String id : List.of("r0-7", "r1-x", "r1-", "", "r1-99999999999999999999")) {
      BufferedReader reader = stream("Last-Event-ID: " + id);
      assertEquals(id, List.of("id: r1-1"), lines(reader, "id:", 1));
    }
  }

  @Test
  public void theEndOfTheLogIsTheEndOfTheStream() throws Exception {
    BufferedReader reader = stream("Connection: close");
    lines(reader, "event: hello", 1);
    log.add("state", "{}");
    log.close();
    assertEquals(List.of("event: state"), lines(reader, "event:", 2));
  }

  @Test
  public void aBrowserThatReadsNothingHoldsNobody() throws Exception {
    stream();
    BufferedReader other = stream();
    String much = "\"" + "x".repeat(1_000_000) + "\"";
    for (int i = 0; i < 40; i++) {
      log.add("value", much);
      log.add("alert", "{\"n\":" + i + "}");
    }
    log.add("alert", "\"last\"");
    assertEquals(List.of("data: \"last\""), lines(other, "data: \"last\"", 1));
    assertEquals(200, get("/metrics").statusCode());
  }

  @Test
  public void browsersAreCountedAndTheOthersStillServed() throws Exception {
    for (int i = 0; i < LiveServer.STREAMS; i++) {
      lines(stream(), "event: hello", 1);
    }
    assertEquals("HTTP/1.1 503 Service Unavailable", stream().readLine());
    assertEquals(200, get("/metrics").statusCode());
    sockets.get(0).close();
    log.add("alert", "{}");
    log.add("alert", "{}");
    String answer = "";
    for (int i = 0; i < 100 && !answer.contains("200"); i++) {
      Thread.sleep(100);
      log.add("alert", "{}");
      answer = stream().readLine();
    }
    assertEquals("a place that is left is given to another", "HTTP/1.1 200 OK", answer);
  }

  @Test
  public void aPortThatIsTakenIsNamed() {
    int port = server.uri().getPort();
    UsageException taken =
        assertThrows(
            UsageException.class,
            () -> LiveServer.start(ListenAddress.of("watch", String.valueOf(port))));
    assertTrue(taken.getMessage(), taken.getMessage().startsWith("--watch=" + port + ":"));
  }

  @Test
  public void addresses() {
    assertEquals("/127.0.0.1:8080", ListenAddress.of("watch", "8080").socket().toString());
    assertTrue(ListenAddress.of("watch", "8080").isLocal());
    assertEquals("/0.0.0.0:8080", ListenAddress.of("watch", "0.0.0.0:8080").socket().toString());
    assertTrue(ListenAddress.of("watch", "[::1]:8080").isLocal());
    for (String wrong : List.of("", "x", "65536", "-1", ":80", "a b:80", "http://x:80", "80:")) {
      assertThrows(wrong, UsageException.class, () -> ListenAddress.of("watch", wrong));
    }
  }

  @Test
  public void anAddressOfAnotherMachineIsRefused() {
    assertThrows(
        UsageException.class, () -> LiveServer.start(ListenAddress.of("watch", "192.0.2.1:8080")));
  }

  @Test
  public void theLogKeepsTheLastOfEachKind() throws Exception {
    for (int i = 0; i < 10; i++) {
      log.add("sample", "s" + i);
    }
    log.add("alert", "a");
    assertEquals(
        List.of("s7", "s8", "s9", "a"),
        log.after(0, 0).stream().map(EventLog.Message::data).toList());
    assertEquals(List.of(), log.after(11, 1));
  }

  /** What a page of another site would need to read this one. */
  @Test
  public void noOtherSiteIsLetIn() throws Exception {
    assertTrue(get("/").headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    assertEquals("no-store", get("/").headers().firstValue("Cache-Control").get());
    assertEquals(URI.create("http://127.0.0.1:" + server.uri().getPort() + "/"), server.uri());
  }
}

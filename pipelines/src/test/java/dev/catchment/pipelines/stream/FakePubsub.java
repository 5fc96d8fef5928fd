package dev.catchment.pipelines.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.junit.rules.ExternalResource;

/**
 * One subscription of Pub/Sub, {@code pubsub://my-project/orders}, behind its interface of HTTP: it
 * is described, and hands each message out once, and again when it is given back.
 */
public final class FakePubsub extends ExternalResource {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/v1/projects/my-project/subscriptions/orders";

  private final Queue<ObjectNode> waiting = new ConcurrentLinkedQueue<>();
  private final Map<String, ObjectNode> all = new ConcurrentHashMap<>();
  private final AtomicInteger given = new AtomicInteger();
  private HttpServer server;

  @Override
  protected void before() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  @Override
  protected void after() {
    server.stop(0);
  }

  /** The options by which a job asks this in the place of Google. */
  public String[] options() {
    return new String[] {
      "--pubsubRootUrl=http://127.0.0.1:" + server.getAddress().getPort(),
      "--credentialFactoryClass=" + NoopCredentialFactory.class.getName()
    };
  }

  /** Publishes a message, whose id is the number of those before. */
  public void publish(String text, Map<String, String> attributes) {
    String id = "" + given.getAndIncrement();
    ObjectNode received = JSON.createObjectNode().put("ackId", id);
    ObjectNode message = received.putObject("message");
    message.put("data", Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
    message.put("messageId", id);
    message.put("publishTime", Instant.now().toString());
    ObjectNode named = message.putObject("attributes");
    attributes.forEach(named::put);
    all.put(id, received);
    waiting.add(received);
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean isPacked = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    InputStream body = exchange.getRequestBody();
    JsonNode asked = JSON.readTree((isPacked ? new GZIPInputStream(body) : body).readAllBytes());
    String path = exchange.getRequestURI().getPath();
    ObjectNode said = JSON.createObjectNode();
    int status = 200;
    switch (path.startsWith(PATH) ? path.substring(PATH.length()) : path) {
      case "" -> said.put("ackDeadlineSeconds", 60);
      case ":pull" -> pull(asked.path("maxMessages").asInt(), said.putArray("receivedMessages"));
      case ":acknowledge" -> {}
      case ":modifyAckDeadline" -> {
        if (asked.path("ackDeadlineSeconds").asInt() == 0) {
          asked.path("ackIds").forEach(id -> waiting.add(all.get(id.asText())));
        }
      }
      default -> {
        status = 404;
        said.putObject("error").put("code", status).put("message", "Resource not found.");
      }
    }
    byte[] bytes = JSON.writeValueAsBytes(said);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void pull(int most, ArrayNode messages) {
    for (ObjectNode next = waiting.poll(); next != null; next = waiting.poll()) {
      messages.add(next);
      if (messages.size() == most) {
        return;
      }
    }
  }
}

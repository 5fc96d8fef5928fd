package dev.catchment.write.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.rules.ExternalResource;

/** A server on a free port of the loopback interface that answers as it is told. */
public final class HookServer extends ExternalResource {
  /** A request that came. */
  public record Request(Headers headers, String body) {
    public String header(String name) {
      return headers.getFirst(name);
    }
  }

  /** Decides about a request. */
  public interface Reply {
    /** The status, or 0 for no answer at all. */
    int to(Request request, Headers answer);
  }

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Reply reply = (request, answer) -> 204;
  private HttpServer server;

  @Override
  protected void before() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  @Override
  protected void after() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** The webhook that it is. */
  public Webhook webhook() {
    return Webhook.of("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?token=1");
  }

  /** Answers otherwise from now on. */
  public void answer(Reply other) {
    reply = other;
  }

  /** All requests, answered or not, in the order in which they came. */
  public List<Request> requests() {
    return requests;
  }

  private void handle(HttpExchange exchange) {
    try {
      Request request =
          new Request(
              exchange.getRequestHeaders(),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      requests.add(request);
      int status = reply.to(request, exchange.getResponseHeaders());
      if (status > 0) {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

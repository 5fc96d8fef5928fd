package dev.catchment.pipelines.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that takes events and answers as it is told to. */
final class LineageServer implements AutoCloseable {
  /** An answer that does not come before the server is closed. */
  static final int SILENCE = 0;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<String> bodies = new ArrayList<>();
  private final List<Map<String, List<String>>> headers = new ArrayList<>();

  /** A server that gives these answers in turn, and the last of them from then on. */
  LineageServer(int... statuses) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          int status;
          synchronized (bodies) {
            status = statuses[Math.min(bodies.size(), statuses.length - 1)];
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            headers.add(Map.copyOf(exchange.getRequestHeaders()));
          }
          if (status == SILENCE) {
            await();
          } else {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
          }
          exchange.close();
        });
    server.start();
  }

  private void await() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where it is. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/lineage");
  }

  /** What it was sent, in order. */
  List<String> bodies() {
    synchronized (bodies) {
      return List.copyOf(bodies);
    }
  }

  /** A header of the first request, or none. */
  List<String> header(String name) {
    synchronized (bodies) {
      return headers.get(0).getOrDefault(name, List.of());
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}

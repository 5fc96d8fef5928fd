package dev.catchment.pipelines.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.catchment.pipelines.UsageException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Serves pages, texts and streams of server-sent events, to be read and not changed. No client can
 * hold it up: every stream has a thread of its own, there is a fixed number of them, and one that
 * takes nothing for a while is cut.
 *
 * <p>On the loopback interface it answers only requests that name this machine, so that no page of
 * another site reads it under a name of its own.
 */
final class LiveServer implements AutoCloseable {
  /** The browsers that can watch at a time. */
  static final int STREAMS = 24;

  private static final int OTHER_THREADS = 8;
  private static final String LOCAL_NAMES = "(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]+)?";

  static {
    // A client has this many seconds for its request; there is no other way to say so.
    if (System.getProperty("sun.net.httpserver.maxReqTime") == null) {
      System.setProperty("sun.net.httpserver.maxReqTime", "10");
    }
  }

  private final ListenAddress address;
  private final HttpServer server;
  private final ExecutorService threads;
  private final Semaphore streams = new Semaphore(STREAMS);

  private LiveServer(ListenAddress address, HttpServer server) {
    this.address = address;
    this.server = server;
    this.threads =
        Executors.newFixedThreadPool(
            STREAMS + OTHER_THREADS,
            task -> {
              Thread thread = new Thread(task, "watch");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
  }

  /**
   * Begins to listen.
   *
   * @throws UsageException when the port is taken or the address is not of this machine
   */
  static LiveServer start(ListenAddress address) {
    try {
      LiveServer started = new LiveServer(address, HttpServer.create(address.socket(), 0));
      started.server.start();
      return started;
    } catch (IOException taken) {
      throw new UsageException(
          "--%s=%d: cannot listen at %s (%s); choose another port, or 0 for any that is free"
              .formatted(address.option(), address.port(), address.socket(), taken.getMessage()),
          taken);
    }
  }

  /** Where a browser of this machine finds it. */
  URI uri() {
    String host = address.host().isAnyLocalAddress() ? "127.0.0.1" : host(address);
    return URI.create("http://" + host + ":" + server.getAddress().getPort() + "/");
  }

  private static String host(ListenAddress address) {
    String text = address.host().getHostAddress();
    return text.contains(":") ? "[" + text.replaceFirst("%.*", "") + "]" : text;
  }

  /** Whether it listens where that address is. */
  boolean isAt(ListenAddress other) {
    return other.port() != 0 && other.socket().equals(address.socket());
  }

  /** Serves a text that is made anew for each request. */
  void serve(String path, String type, Supplier<String> text) {
    add(
        path,
        exchange -> {
          boolean isHere = exchange.getRequestURI().getPath().equals(path);
          answer(
              exchange,
              isHere ? 200 : 404,
              isHere ? type : "text/plain",
              isHere ? text.get() : "There is nothing here.\n");
        });
  }

  /** Serves the messages of a log as they come; see {@link BrowserStream}. */
  void stream(String path, EventLog log, String run, String hello) {
    add(
        path,
        exchange -> {
          if (!streams.tryAcquire()) {
            answer(exchange, 503, "text/plain", "Too many browsers watch.\n");
            return;
          }
          try {
            new BrowserStream(exchange, log, run).send(hello);
          } finally {
            streams.release();
          }
        });
  }

  private void add(String path, HttpHandler handler) {
    server
        .createContext(path, guarded(handler))
        .getFilters()
        .add(Filter.beforeHandler("headers", LiveServer::addHeaders));
  }

  private HttpHandler guarded(HttpHandler handler) {
    return exchange -> {
      try (exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (address.isLocal() && (host == null || !host.matches(LOCAL_NAMES))) {
          answer(exchange, 403, "text/plain", "This server answers to localhost.\n");
        } else if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
          answer(exchange, 405, "text/plain", "This can be read only.\n");
        } else {
          handler.handle(exchange);
        }
      }
    };
  }

  private static void addHeaders(HttpExchange exchange) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

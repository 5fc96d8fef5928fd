package dev.catchment.pipelines.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Server-sent events of a log to one browser. A browser that comes again names the last event that
 * it has, and gets what came after it, as far as the log still has that; one that saw an earlier
 * run of the job gets everything.
 */
final class BrowserStream {
  /** A browser that takes nothing for so long is gone. */
  private static final long DEADLINE_SECONDS = 10;

  /** How often something is sent, so that a browser that is gone is noticed. */
  private static final long HEARTBEAT_MILLIS = 5_000;

  private static final ScheduledExecutorService DEADLINES =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "watch-deadlines");
            thread.setDaemon(true);
            return thread;
          });

  private final HttpExchange exchange;
  private final EventLog log;
  private final String run;

  /**
   * A stream to the browser that asked.
   *
   * @param run the name of this run of the job, of letters and digits
   */
  BrowserStream(HttpExchange exchange, EventLog log, String run) {
    this.exchange = exchange;
    this.log = log;
    this.run = run;
  }

  /**
   * Sends until the log is closed or the browser is gone.
   *
   * @param hello the data of the first event, JSON on one line
   */
  void send(String hello) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("X-Accel-Buffering", "no");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    long last = lastSeen();
    write(out, "retry: 2000\nevent: hello\ndata: " + hello + "\n\n");
    try {
      while (true) {
        boolean isLast = log.isClosed();
        List<EventLog.Message> messages = log.after(last, HEARTBEAT_MILLIS);
        StringBuilder text = new StringBuilder();
        for (EventLog.Message message : messages) {
          text.append("id: ").append(run).append('-').append(message.number());
          text.append("\nevent: ").append(message.kind());
          text.append("\ndata: ").append(message.data()).append("\n\n");
          last = message.number();
        }
        write(out, messages.isEmpty() ? ":\n\n" : text.toString());
        if (isLast) {
          return;
        }
      }
    } catch (InterruptedException gone) {
      Thread.currentThread().interrupt();
    }
  }

  private long lastSeen() {
    String seen = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    String mine = run + "-";
    if (seen == null || !seen.startsWith(mine)) {
      return 0;
    }
    String number = seen.substring(mine.length());
    return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0;
  }

  /** Interrupting a thread closes the channel that it writes to. */
  private static void write(OutputStream out, String text) throws IOException {
    ScheduledFuture<?> cut =
        DEADLINES.schedule(Thread.currentThread()::interrupt, DEADLINE_SECONDS, TimeUnit.SECONDS);
    try {
      out.write(text.getBytes(UTF_8));
      out.flush();
    } finally {
      cut.cancel(false);
    }
  }
}

package dev.catchment.pipelines.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.Readings;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.report.LivePage;
import dev.catchment.read.KafkaTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/**
 * Shows a live job while it runs: in the progress line, as metrics at a port and on a page, as its
 * options ask. It reads what the runner counts, what the brokers have and what the job's own
 * destinations got, so it works alike on every runner; nothing that goes wrong with that reaches
 * the job.
 *
 * <p>Memory: the last 1000 messages of each kind, of 4 KiB at most, and the counts of a minute.
 */
public final class LiveView implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long EVERY_MILLIS = 1_000;
  private static final long CLOSING_MILLIS = 300;
  private static final int KEPT = 1_000;
  private static final int LONGEST = 4_096;

  /** How many messages of a feed are shown of one look. */
  private static final int AT_A_TIME = 200;

  /** A job to show, and what it reads and writes. */
  public record Subject(
      String job, String runner, Instant start, List<KafkaTopic> topics, List<Feed> feeds) {
    public Subject {
      topics = List.copyOf(topics);
      feeds = List.copyOf(feeds);
    }
  }

  private final Subject subject;
  private final Console console;
  private final Supplier<Readings> readings;
  private final EventLog log = new EventLog(KEPT);
  private final LiveMeter meter;
  private final LagMeter lag;
  private final ExecutorService threads;
  private final List<LiveServer> servers = new ArrayList<>();
  private final List<Feed.Reader> readers = new ArrayList<>();
  private final String run;
  private volatile LivePoint latest;
  private volatile String metrics = "# EOF\n";

  private LiveView(Subject subject, Supplier<Readings> readings, Console console) {
    this.subject = subject;
    this.readings = readings;
    this.console = console;
    this.meter = new LiveMeter(subject.start());
    this.lag = new LagMeter(subject.topics());
    this.run = Long.toString(subject.start().toEpochMilli(), Character.MAX_RADIX);
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "live-view");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins to show a job that is about to start.
   *
   * @param readings what is known of the job now; may fail while the runner does not tell
   * @throws UsageException when it cannot listen where the options say
   */
  public static LiveView start(
      Subject subject, WatchOptions options, Supplier<Readings> readings, Console console) {
    LiveView view = new LiveView(subject, readings, console);
    try {
      view.listen(options);
    } catch (RuntimeException failure) {
      view.close();
      throw failure;
    }
    view.every(view::sample);
    if (!subject.topics().isEmpty()) {
      view.every(view.lag::ask);
    }
    return view;
  }

  /**
   * Checks the options; nothing listens yet.
   *
   * @throws UsageException when one cannot be used
   */
  public static void check(WatchOptions options) {
    address("metricsPort", options.getMetricsPort());
    address("watch", options.getWatch());
  }

  private static Optional<ListenAddress> address(String option, String value) {
    return Optional.ofNullable(value).map(given -> ListenAddress.of(option, given));
  }

  private void listen(WatchOptions options) {
    Optional<ListenAddress> page = address("watch", options.getWatch());
    Optional<ListenAddress> port = address("metricsPort", options.getMetricsPort());
    page.ifPresent(
        address -> {
          LiveServer server = open(address);
          server.serve("/", "text/html", () -> LivePage.html(subject.job()));
          server.stream("/events", log, run, hello(follow()));
          console.note("%s: live page at %s", subject.job(), server.uri());
        });
    port.ifPresent(
        address -> {
          LiveServer server =
              servers.stream().filter(other -> other.isAt(address)).findFirst().orElse(null);
          server = server == null ? open(address) : server;
          server.serve("/metrics", "application/openmetrics-text; version=1.0.0", () -> metrics);
          console.note("%s: metrics at %smetrics", subject.job(), server.uri());
        });
  }

  private LiveServer open(ListenAddress address) {
    LiveServer server = LiveServer.start(address);
    servers.add(server);
    return server;
  }

  /** Follows the feeds that can be read back, and says which these are. */
  private List<Feed> follow() {
    List<Feed> followed = new ArrayList<>();
    for (Feed feed : subject.feeds()) {
      feed.open()
          .ifPresent(
              reader -> {
                readers.add(reader);
                followed.add(feed);
                every(() -> look(feed, reader));
              });
    }
    return followed;
  }

  private void every(Runnable task) {
    threads.execute(
        () -> {
          try {
            while (!threads.isShutdown()) {
              attempt(task);
              Thread.sleep(EVERY_MILLIS);
            }
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static void attempt(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException notNow) {
      // The runner, a broker or a file system does not tell just now; it is asked again.
    }
  }

  /** Takes what is known now. */
  synchronized void sample() {
    Readings now = readings.get();
    SortedMap<String, Long> lags = lag.lags(now.offsets());
    OptionalLong unread =
        lags.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(lags.values().stream().mapToLong(Long::longValue).sum());
    LivePoint point = meter.take(now, console.now(), unread);
    latest = point;
    metrics = LiveMetrics.text(subject.job(), subject.runner(), point, meter.counts(), lags);
    log.add("sample", json(point));
  }

  private void look(Feed feed, Feed.Reader reader) {
    int shown = 0;
    int left = 0;
    for (String message : poll(reader)) {
      Optional<String> data = shown < AT_A_TIME ? checked(message) : Optional.empty();
      if (data.isPresent()) {
        log.add(feed.kind().event(), data.get());
        shown++;
      } else {
        left++;
      }
    }
    if (left > 0) {
      log.add("left", json(Map.of("kind", feed.kind().event(), "count", left)));
    }
  }

  private static List<String> poll(Feed.Reader reader) {
    try {
      return reader.poll();
    } catch (IOException | KafkaException notNow) {
      return List.of();
    }
  }

  /** A JSON object on one line, if the message is one and not too long. */
  private static Optional<String> checked(String message) {
    try {
      JsonNode object = message.length() > LONGEST ? null : JSON.readTree(message);
      return object != null && object.isObject() ? Optional.of(json(object)) : Optional.empty();
    } catch (JsonProcessingException broken) {
      return Optional.empty();
    }
  }

  private String hello(List<Feed> followed) {
    ObjectNode hello = JSON.createObjectNode();
    hello.put("run", run);
    hello.put("job", subject.job());
    hello.put("runner", subject.runner());
    hello.put("start", subject.start().toEpochMilli());
    ArrayNode feeds = hello.putArray("feeds");
    for (Feed feed : subject.feeds()) {
      feeds
          .addObject()
          .put("kind", feed.kind().event())
          .put("address", feed.shownAddress())
          .put("followed", followed.contains(feed));
    }
    return json(hello);
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A part of the progress line; empty as long as nothing is known. */
  public String text() {
    LivePoint point = latest;
    return point == null ? "" : LiveText.of(point);
  }

  /** Where it listens. */
  List<URI> addresses() {
    return servers.stream().map(LiveServer::uri).toList();
  }

  /** The job has ended: tells the browsers so, and shows nothing more. */
  @Override
  public void close() {
    threads.shutdownNow();
    log.add("state", json(new TreeMap<>(Map.of("state", "ended"))));
    log.close();
    if (!servers.isEmpty()) {
      try {
        Thread.sleep(CLOSING_MILLIS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    servers.forEach(LiveServer::close);
    leave();
  }

  /**
   * A client of Kafka is left by the thread that uses it alone; what is busy ends with the process.
   */
  private void leave() {
    try {
      if (threads.awaitTermination(CLOSING_MILLIS, TimeUnit.MILLISECONDS)) {
        readers.forEach(Feed.Reader::close);
        lag.close();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (KafkaException ending) {
      // Nothing depends on how a client ends that only looked on.
    }
  }
}

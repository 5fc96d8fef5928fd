package dev.catchment.write.webhook;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.account.Progress;
import dev.catchment.model.Outgoing;
import dev.catchment.model.OutgoingCoder;
import dev.catchment.model.Rejected;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Posts to a real server. */
public class PostWebhookTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  @Rule public final transient TestPipeline pipeline = TestPipeline.create();
  @Rule public final transient HookServer server = new HookServer();
  @Rule public final transient TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void everyMessageArrivesWithItsSignatureAndItsName() throws Exception {
    Path secret = folder.getRoot().toPath().resolve("secret");
    Files.writeString(secret, "0123456789abcdef\n");
    post(server.webhook().withSecretFile(secret.toString()), messages(50));
    assertEquals(50, count(PostWebhook.DELIVERED, pipeline.run()));
    assertEquals(50, server.requests().size());
    Map<String, String> names = new HashMap<>();
    for (HookServer.Request request : server.requests()) {
      assertEquals("application/json", request.header("Content-Type"));
      names.put(request.header("Idempotency-Key"), request.body());
      String signature = request.header("Catchment-Signature");
      long seconds = Long.parseLong(signature.substring(2, signature.indexOf(',')));
      assertEquals(new Signature("0123456789abcdef").of(seconds, request.body()), signature);
      assertTrue(Math.abs(System.currentTimeMillis() / 1000 - seconds) < 300);
    }
    assertEquals(50, names.size());
    assertEquals(new TreeSet<>(bodies(50)), new TreeSet<>(names.values()));
  }

  @Test
  public void whatFailsIsTriedAgainUnderTheSameName() {
    Map<String, AtomicInteger> tries = new HashMap<>();
    server.answer(
        (request, answer) -> {
          synchronized (tries) {
            int number =
                tries
                    .computeIfAbsent(request.body(), unused -> new AtomicInteger())
                    .incrementAndGet();
            return number < 3 ? 500 + number : 200;
          }
        });
    PAssert.that(post(server.webhook(), messages(6))).empty();
    PipelineResult result = pipeline.run();
    assertEquals(18, server.requests().size());
    assertEquals(6, names().size());
    assertEquals(6, count(PostWebhook.DELIVERED, result));
    assertEquals(12, count(PostWebhook.RETRIED, result));
  }

  @Test
  public void afterTheLastTryAMessageIsGivenUpWhole() {
    server.answer((request, answer) -> request.body().contains("\"n\":3}") ? 500 : 200);
    PCollection<Rejected> givenUp = post(server.webhook(), messages(5));
    PAssert.thatSingleton(givenUp)
        .satisfies(
            rejected -> {
              assertEquals("webhook_failed", rejected.reason());
              assertEquals("{\"n\":3}", rejected.payload());
              assertEquals(4, rejected.attempt());
              assertTrue(
                  rejected.message(),
                  rejected.message().endsWith(" did not take it: status 500 after 4 tries"));
              assertTrue(
                  rejected.position().file(),
                  rejected.position().file().matches("http://127.0.0.1:[0-9]+#[0-9a-f]{32}"));
              return null;
            });
    pipeline.run();
    assertEquals(4 + 4, server.requests().size());
  }

  @Test
  public void whatTheServerWillNotTakeIsNotTriedAgain() {
    server.answer((request, answer) -> request.body().contains("\"n\":3}") ? 400 : 200);
    PCollection<Rejected> givenUp = post(server.webhook(), messages(5));
    PAssert.thatSingleton(givenUp)
        .satisfies(
            rejected -> {
              assertEquals("webhook_refused", rejected.reason());
              return null;
            });
    assertEquals(1, count(Progress.UNDELIVERED, pipeline.run()));
    assertEquals(5, server.requests().size());
  }

  @Test
  public void aBusyServerIsLeftAloneForAsLongAsItAsks() {
    List<Long> times = new ArrayList<>();
    server.answer(
        (request, answer) -> {
          synchronized (times) {
            times.add(System.nanoTime());
            if (times.size() > 1) {
              return 200;
            }
          }
          answer.set("Retry-After", "1");
          return 429;
        });
    PAssert.that(post(server.webhook(), messages(1))).empty();
    pipeline.run();
    assertEquals(2, times.size());
    assertTrue((times.get(1) - times.get(0)) / 1e9 >= 0.99);
  }

  @Test
  public void aServerThatHangsIsAway() {
    server.answer((request, answer) -> server.requests().size() < 3 ? 0 : 200);
    PAssert.that(post(server.webhook().withTimeout(Duration.ofMillis(300)), messages(4))).empty();
    assertEquals(4, count(PostWebhook.DELIVERED, pipeline.run()));
    assertEquals(4, names().size());
  }

  @Test
  public void nothingIsLostWhereNobodyListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    PCollection<Rejected> givenUp =
        post(Webhook.of("http://127.0.0.1:" + port + "/").withQueue(2, 10), messages(60));
    PAssert.that(givenUp)
        .satisfies(
            all -> {
              TreeSet<String> payloads = new TreeSet<>();
              all.forEach(rejected -> payloads.add(rejected.payload()));
              assertEquals(new TreeSet<>(bodies(60)), payloads);
              return null;
            });
    assertEquals(60, count(Progress.UNDELIVERED, pipeline.run()));
  }

  @Test
  public void messagesOfAKeyArriveInTheirOrder() {
    Map<Integer, List<Integer>> taken = new HashMap<>();
    AtomicInteger requests = new AtomicInteger();
    server.answer(
        (request, answer) -> {
          if (requests.incrementAndGet() % 7 == 0) {
            return 500;
          }
          int n = Integer.parseInt(request.body().replaceAll("[^0-9]", ""));
          synchronized (taken) {
            taken.computeIfAbsent(n % 3, unused -> new ArrayList<>()).add(n);
          }
          return 200;
        });
    TestStream.Builder<Outgoing> stream = TestStream.create(OutgoingCoder.of());
    for (int n = 0; n < 30; n++) {
      stream = stream.addElements(new Outgoing("k" + n % 3, "{\"n\":" + n + "}", n));
    }
    PCollection<Rejected> givenUp =
        pipeline
            .apply(stream.advanceWatermarkToInfinity())
            .apply(PostWebhook.to(server.webhook().withQueue(1, 100).withTries(9, SHORT, SHORT)));
    PAssert.that(givenUp).empty();
    pipeline.run();
    assertTrue("some had to be tried again", server.requests().size() > 30);
    for (int key = 0; key < 3; key++) {
      List<Integer> numbers = new ArrayList<>();
      for (int n = key; n < 30; n += 3) {
        numbers.add(n);
      }
      assertEquals(numbers, taken.get(key));
    }
  }

  @Test
  public void whileTheInputGoesOnTimersBringTheNextTry() {
    server.answer((request, answer) -> 500);
    TestStream.Builder<Outgoing> stream =
        TestStream.create(OutgoingCoder.of()).addElements(messages(1).get(0));
    for (int second = 0; second < 20; second++) {
      stream = stream.advanceProcessingTime(org.joda.time.Duration.standardSeconds(1));
    }
    PCollection<Rejected> givenUp =
        pipeline
            .apply(stream.advanceWatermarkToInfinity())
            .apply(
                PostWebhook.to(
                    server.webhook().withTries(7, Duration.ofSeconds(1), Duration.ofSeconds(2))));
    PAssert.thatSingleton(givenUp)
        .satisfies(
            rejected -> {
              assertEquals("more than at the end of the input", 7, rejected.attempt());
              return null;
            });
    pipeline.run();
    assertEquals(7, server.requests().size());
    assertEquals(1, names().size());
  }

  /**
   * Of nine tries, at most one a round, a message has four in eight rounds, and four at the end.
   */
  @Test
  public void aMessageThatFailsWhileOthersArriveIsGivenUpNoSooner() {
    server.answer((request, answer) -> request.body().equals("{\"n\":0}") ? 500 : 200);
    TestStream.Builder<Outgoing> stream = TestStream.create(OutgoingCoder.of());
    for (Outgoing message : messages(8)) {
      stream =
          stream
              .addElements(message)
              .advanceProcessingTime(org.joda.time.Duration.millis(SHORT.toMillis()));
    }
    PCollection<Rejected> givenUp =
        pipeline
            .apply(stream.advanceWatermarkToInfinity())
            .apply(
                PostWebhook.to(
                    server.webhook().withQueue(1, 100).withTries(9, SHORT, Duration.ofMinutes(1))));
    PAssert.thatSingleton(givenUp)
        .satisfies(
            rejected -> {
              assertTrue("tries: " + rejected.attempt(), rejected.attempt() < 9);
              return null;
            });
    assertEquals(7, count(PostWebhook.DELIVERED, pipeline.run()));
  }

  private PCollection<Rejected> post(Webhook webhook, List<Outgoing> messages) {
    return pipeline
        .apply(Create.of(messages).withCoder(OutgoingCoder.of()))
        .apply(PostWebhook.to(hasty(webhook)));
  }

  private static Webhook hasty(Webhook webhook) {
    return webhook.withTries(4, SHORT, SHORT);
  }

  private static List<Outgoing> messages(int count) {
    List<Outgoing> messages = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      messages.add(new Outgoing("key" + n, bodies(count).get(n), n));
    }
    return messages;
  }

  private static List<String> bodies(int count) {
    List<String> bodies = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      bodies.add("{\"n\":" + n + "}");
    }
    return bodies;
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    server.requests().forEach(request -> names.add(request.header("Idempotency-Key")));
    return names;
  }

  private static long count(String name, PipelineResult result) {
    long sum = 0;
    for (var counter :
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.named("progress", name))
                    .build())
            .getCounters()) {
      sum += counter.getAttempted();
    }
    return sum;
  }
}

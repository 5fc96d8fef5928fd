package dev.catchment.runners.flink;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.Outgoing;
import dev.catchment.model.OutgoingCoder;
import dev.catchment.model.Rejected;
import dev.catchment.runners.Processes;
import dev.catchment.write.webhook.HookServer;
import dev.catchment.write.webhook.PostWebhook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;

/** Messages wait for a webhook on a Flink that fails meanwhile and goes on from a checkpoint. */
@Category(NeedsRunner.class)
public class WaitingWebhooksTest {
  private static final int KEYS = 10;
  private static final int AWAY_FROM = 800;
  private static final int FAILS_AT = 1_000;
  private static final int ENOUGH = 1_200;
  private static final AtomicBoolean HAS_FAILED = new AtomicBoolean();
  private static final Collection<Rejected> GIVEN_UP = new ConcurrentLinkedQueue<>();

  @Rule public final HookServer server = new HookServer();

  private final List<Integer> taken = new ArrayList<>();

  @Before
  public void forget() {
    HAS_FAILED.set(false);
    GIVEN_UP.clear();
  }

  @Test
  public void whatWaitsWhenTheJobFailsArrivesInOrderUnderTheSameName() throws Exception {
    server.answer((request, answer) -> take(number(request)) ? 204 : 503);
    PipelineResult job = pipeline().run();
    try {
      Processes.await(() -> "all messages, of which there are " + arrived(), this::haveAllArrived);
    } finally {
      job.cancel();
    }

    assertTrue("the job failed", HAS_FAILED.get());
    assertEquals(List.of(), List.copyOf(GIVEN_UP));
    for (int key = 0; key < KEYS; key++) {
      assertEquals(numbers(key), arrived(key));
    }
    Map<String, String> names = new HashMap<>();
    for (HookServer.Request request : server.requests()) {
      String name = request.header("Idempotency-Key");
      assertEquals(request.body(), names.computeIfAbsent(name, unused -> request.body()));
    }
    assertEquals("a name for each message", names.size(), Set.copyOf(names.values()).size());
  }

  /** The server is away at first, and again from a number on until the job has failed. */
  private boolean take(int number) {
    boolean isAwayAgain = number >= AWAY_FROM && !HAS_FAILED.get();
    if (server.requests().size() < 20 || isAwayAgain) {
      return false;
    }
    synchronized (taken) {
      taken.add(number);
    }
    return true;
  }

  private boolean haveAllArrived() {
    return IntStream.range(0, KEYS).allMatch(key -> arrived(key).containsAll(numbers(key)));
  }

  private static List<Integer> numbers(int key) {
    return IntStream.range(0, ENOUGH).filter(number -> number % KEYS == key).boxed().toList();
  }

  private long arrived() {
    return IntStream.range(0, KEYS).mapToLong(key -> arrived(key).size()).sum();
  }

  /**
   * The numbers of a key that are looked for, in the order in which they came for the first time.
   */
  private List<Integer> arrived(int key) {
    Set<Integer> numbers = new LinkedHashSet<>();
    synchronized (taken) {
      taken.stream()
          .filter(number -> number % KEYS == key && number < ENOUGH)
          .forEach(numbers::add);
    }
    return List.copyOf(numbers);
  }

  private static int number(HookServer.Request request) {
    return Integer.parseInt(request.body().replaceAll("[^0-9]", ""));
  }

  private Pipeline pipeline() {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setStreaming(true);
    options.setAttachedMode(false);
    new FlinkSupport().apply(options, Set.of());
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(GenerateSequence.from(0).withRate(50, org.joda.time.Duration.standardSeconds(1)))
        .apply("Alerts", ParDo.of(new AlertFn()))
        .setCoder(OutgoingCoder.of())
        .apply(
            PostWebhook.to(
                server.webhook().withTries(12, Duration.ofMillis(100), Duration.ofSeconds(2))))
        .apply("Given up", ParDo.of(new KeepFn()));
    new FlinkSupport().tune(pipeline);
    return pipeline;
  }

  /** Fails once. */
  private static final class AlertFn extends DoFn<Long, Outgoing> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void make(@Element Long number, OutputReceiver<Outgoing> out) {
      if (number == FAILS_AT && HAS_FAILED.compareAndSet(false, true)) {
        throw new IllegalStateException("as planned");
      }
      out.output(new Outgoing("k" + number % KEYS, "{\"n\":" + number + "}", number));
    }
  }

  private static final class KeepFn extends DoFn<Rejected, Void> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void keep(@Element Rejected rejected) {
      GIVEN_UP.add(rejected);
    }
  }
}

package dev.catchment.pipelines.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.Event;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Fork;
import dev.catchment.pipelines.Workspace;
import dev.catchment.pipelines.collect.Sources;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.plan.EventPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A subscription of Pub/Sub as a source of live jobs. */
public class StreamSubscriptionPubsubTest {
  private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

  private static final String CONFIG =
      Workspace.CONFIG
          .replace("format: csv", "format: json")
          .replace("input: in.csv", "input: pubsub://my-project/orders");

  @Rule public final Workspace work = new Workspace();
  @Rule public final FakePubsub pubsub = new FakePubsub();

  @Before
  public void forget() {
    SEEN.clear();
  }

  @Test
  public void messagesAreReadAsTheyComeAndThoseOfOneIdOnce() throws Exception {
    pubsub.publish(json("a"), Map.of("key", "1"));
    pubsub.publish("poison", Map.of("key", "2"));
    PipelineResult running =
        start(CONFIG + "    duplicates: keep\n    pubsub: {idAttribute: key}\n");
    try {
      await(() -> SEEN.containsAll(List.of("a", "invalid_json")));
      pubsub.publish(json("a"), Map.of("key", "1"));
      pubsub.publish(json("b"), Map.of("key", "3"));
      await(() -> SEEN.contains("b"));
      assertEquals(List.of("a", "b", "invalid_json"), SEEN.stream().sorted().toList());
    } finally {
      running.cancel();
    }
  }

  @Test
  public void theTimeOfAMessageMayBeThatOfAnAttribute() throws Exception {
    pubsub.publish(json("early"), Map.of("at", "2026-01-01T00:00:00Z"));
    pubsub.publish(json("late"), Map.of("at", "1735689600000"));
    PipelineResult running = start(CONFIG + "    pubsub: {timestampAttribute: at}\n");
    try {
      await(() -> SEEN.containsAll(List.of("early", "future_timestamp")));
    } finally {
      running.cancel();
    }
  }

  private PipelineResult start(String config) throws IOException {
    work.write("catchment.yaml", config);
    ConfigFile file = ConfigFile.read(work.path("catchment.yaml").toString());
    DirectOptions options =
        PipelineOptionsFactory.fromArgs(pubsub.options()).as(DirectOptions.class);
    options.setBlockOnRun(false);
    Pipeline pipeline = Pipeline.create(options);
    PCollectionTuple stream =
        EventStream.of(
                Sources.of(file, EventPlan.of(file), List.of(), null, Map.of(), Cli.NOW, options)
                    .live(options))
            .addTo(pipeline);
    stream
        .get(EventStream.EVENTS)
        .apply("Ids", MapElements.into(TypeDescriptors.strings()).via(Event::messageId))
        .setCoder(StringUtf8Coder.of())
        .apply("See events", ParDo.of(new See()));
    stream
        .get(EventStream.REJECTED)
        .apply("Reasons", MapElements.into(TypeDescriptors.strings()).via(Rejected::reason))
        .apply("See rejected", ParDo.of(new See()));
    return pipeline.run();
  }

  @Test
  public void whatIsWrongIsSaidBeforeTheStart() {
    live(CONFIG.replace("my-project/", "My/"))
        .complains("sources.orders.input: \"pubsub://My/orders\" is no address of Pub/Sub");
    live(CONFIG.replace("orders\n", "orderz\n"))
        .complains(
            "source orders: pubsub://my-project/orderz: there is no such subscription (Resource not found.)");
    live(CONFIG.replace("json", "csv"))
        .complains("sources.orders.csv: messages have no header line");
    live(CONFIG + "    pubsub: {id: key}\n")
        .complains("sources.orders.pubsub.id: unknown key id. The keys here are idAttribute");
  }

  @Test
  public void aRunThatEndsReadsNoSubscription() {
    work.write("catchment.yaml", CONFIG);
    work.refused(pubsub.options())
        .complains("sources.orders.input: a subscription of Pub/Sub has no end")
        .complains("collect --streaming");
  }

  @Test
  public void thePreviewShowsMessagesAndGivesThemBack() {
    work.write("catchment.yaml", CONFIG);
    pubsub.publish(json("a"), Map.of());
    pubsub.publish("poison", Map.of());
    pubsub.publish(json("c"), Map.of());
    List<String> command =
        new ArrayList<>(List.of("collect", "--config={w}/catchment.yaml", "--preview=2"));
    command.addAll(List.of(pubsub.options()));
    work.run(command.toArray(String[]::new))
        .expect(ExitStatus.DONE)
        .says(
            "pubsub:my-project/orders:0: accepted",
            "pubsub:my-project/orders:1: rejected as invalid_json",
            "orders: the first 2 records, 1 accepted, 1 rejected");
    command.set(2, "--preview=4");
    work.run(command.toArray(String[]::new))
        .expect(ExitStatus.DONE)
        .says("orders: the first 3 records, 2 accepted, 1 rejected");
  }

  @Test
  public void withoutGooglesLibrariesItIsRefused() throws IOException, InterruptedException {
    work.write("catchment.yaml", CONFIG);
    Process process =
        Fork.withoutGoogle(
                work.filled(
                    List.of(
                        "collect", "--streaming", "--config={w}/catchment.yaml", "--to={w}/out")))
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(said, ExitStatus.USAGE.code(), process.waitFor());
    assertTrue(said, said.contains("sources.orders.input: Pub/Sub needs Google's libraries"));
    assertFalse(said, said.contains("\tat "));
  }

  private Cli.Result live(String config) {
    work.write("catchment.yaml", config);
    List<String> command =
        new ArrayList<>(
            List.of("collect", "--streaming", "--config={w}/catchment.yaml", "--to={w}/out"));
    command.addAll(List.of(pubsub.options()));
    return work.run(command.toArray(String[]::new)).expect(ExitStatus.USAGE);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int tries = 0; tries < 1200 && !condition.getAsBoolean(); tries++) {
      Thread.sleep(100);
    }
    assertTrue("seen are " + SEEN, condition.getAsBoolean());
  }

  private static String json(String id) {
    return "{\"id\": \"%s\", \"time\": \"2026-01-01\", \"customer\": \"c1\", \"amount\": 5}"
        .formatted(id);
  }

  private static final class See extends DoFn<String, Void> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void see(@Element String text) {
      SEEN.add(text);
    }
  }
}

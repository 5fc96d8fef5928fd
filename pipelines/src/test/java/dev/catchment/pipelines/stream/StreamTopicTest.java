package dev.catchment.pipelines.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.Event;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.Workspace;
import dev.catchment.pipelines.collect.KafkaBroker;
import dev.catchment.pipelines.collect.Sources;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.plan.EventPlan;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.joda.time.Duration;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** A topic as a stream of events, on the Direct runner. */
public class StreamTopicTest {
  @ClassRule public static final KafkaBroker BROKER = new KafkaBroker();

  private static final Map<String, Queue<String>> SEEN = new ConcurrentHashMap<>();

  @Rule public final Workspace work = new Workspace();

  @Test
  public void messagesAreReadAsTheyComeAndPoisonStopsNothing() throws Exception {
    topic("live", 2);
    send("live", 0, json(1, "2026-01-01"), "poison".getBytes(UTF_8), json(2, "2999-01-01"));
    PipelineResult running = start("live", "");
    try {
      await("live events", "1");
      await("live rejected", "invalid_json", "future_timestamp");
      send("live", 1, json(3, "2026-01-01"), json(1, "2026-01-01"), json(4, "2026-01-01"));
      await("live events", "1", "3", "4");
      assertEquals(List.of("1", "3", "4"), seen("live events"));
    } finally {
      running.cancel();
    }
  }

  @Test
  public void aWindowEndsThoughAPartitionIsIdleAndOneHasAMessageOfTheFuture() throws Exception {
    topic("idle", 3);
    String now = Instant.now().toString();
    send("idle", 0, json(1, now), json(2, now));
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      long ahead = Instant.now().plusSeconds(86_400).toEpochMilli();
      // Two: a last one that is not read in time may be taken for the end of a transaction.
      for (int id = 3; id <= 4; id++) {
        producer.send(new ProducerRecord<>("idle", 1, ahead, null, json(id, now))).get();
      }
    }
    PipelineResult running = start("idle", "stream: {delay: 500ms}");
    try {
      await("idle windows", "4");
    } finally {
      running.cancel();
    }
  }

  private PipelineResult start(String topic, String more) throws IOException {
    work.write(
        "catchment.yaml",
        Workspace.CONFIG
            .replace("format: csv", "format: json")
            .replace(
                "input: in.csv",
                "input: kafka://" + BROKER.address() + "/" + topic + "\n    " + more));
    ConfigFile file = ConfigFile.read(work.path("catchment.yaml").toString());
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setBlockOnRun(false);
    Pipeline pipeline = Pipeline.create(options);
    PCollectionTuple stream =
        EventStream.of(
                Sources.of(file, EventPlan.of(file), List.of(), null, Map.of(), Cli.NOW, options))
            .addTo(pipeline);
    stream
        .get(EventStream.EVENTS)
        .apply(MapElements.into(TypeDescriptors.strings()).via(Event::messageId))
        .setCoder(StringUtf8Coder.of())
        .apply("See events", ParDo.of(new See(topic + " events")));
    stream
        .get(EventStream.EVENTS)
        .apply("Windows", Window.into(FixedWindows.of(Duration.standardSeconds(1))))
        .apply("Ones", MapElements.into(TypeDescriptors.integers()).via(event -> 1))
        .setCoder(VarIntCoder.of())
        .apply("Sum", Combine.globally(Sum.ofIntegers()).withoutDefaults())
        .apply("Texts", MapElements.into(TypeDescriptors.strings()).via(String::valueOf))
        .apply("See windows", ParDo.of(new See(topic + " windows")));
    stream
        .get(EventStream.REJECTED)
        .apply("Reasons", MapElements.into(TypeDescriptors.strings()).via(Rejected::reason))
        .apply("See rejected", ParDo.of(new See(topic + " rejected")));
    return pipeline.run();
  }

  private static void await(String what, String... texts) throws InterruptedException {
    for (int tries = 0; tries < 1800 && !seen(what).containsAll(List.of(texts)); tries++) {
      Thread.sleep(100);
    }
    assertTrue(what + " are " + seen(what), seen(what).containsAll(List.of(texts)));
  }

  private static List<String> seen(String what) {
    return SEEN.getOrDefault(what, new ConcurrentLinkedQueue<>()).stream().sorted().toList();
  }

  private static byte[] json(int id, String time) {
    return "{\"id\": \"%d\", \"time\": \"%s\", \"customer\": \"c1\", \"amount\": 5}"
        .formatted(id, time)
        .getBytes(UTF_8);
  }

  private static void topic(String name, int partitions) throws Exception {
    try (Admin admin = Admin.create(BROKER.settings())) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    }
  }

  private static void send(String topic, int partition, byte[]... messages) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (byte[] message : messages) {
        producer.send(new ProducerRecord<>(topic, partition, null, message)).get();
      }
    }
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        BROKER.settings(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static final class See extends DoFn<String, Void> {
    private static final long serialVersionUID = 1;

    private final String what;

    See(String what) {
      this.what = what;
    }

    @ProcessElement
    public void see(@Element String text) {
      SEEN.computeIfAbsent(what, unused -> new ConcurrentLinkedQueue<>()).add(text);
    }
  }
}

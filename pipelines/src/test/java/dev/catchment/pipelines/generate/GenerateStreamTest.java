package dev.catchment.pipelines.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Maps;
import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Fork;
import dev.catchment.pipelines.Workspace;
import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.chance.Draws.Purpose;
import dev.catchment.pipelines.collect.KafkaBroker;
import dev.catchment.pipelines.generate.stream.JsonText;
import dev.catchment.pipelines.generate.stream.StreamSpec;
import dev.catchment.pipelines.generate.stream.StreamSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Worlds that are sent as streams. */
public class GenerateStreamTest {
  @ClassRule public static final KafkaBroker BROKER = new KafkaBroker();

  private static final ObjectMapper JSON = new ObjectMapper();

  @Rule public final Workspace work = new Workspace();

  @Test
  public void aTopicThatIsNotThereIsMadeAndGetsEveryMessageByItsKey() throws Exception {
    Cli.Result result =
        stream(
            "--to=kafka://" + BROKER.address() + "/services",
            "--world=operations",
            "--rate=600/m",
            "--duration=100s",
            "--speed=0",
            "--duplicates=0.1",
            "--poison=0.05",
            "--start=2026-03-01T12:00:00Z");
    result
        .expect(ExitStatus.DONE)
        .complains("generate: made the topic services", "messages a second")
        .says("kafka://" + BROKER.address() + "/services has ");
    StreamSummary summary = StreamSummary.read(work.path("out/summary.json").toString());
    List<ConsumerRecord<byte[], byte[]>> records = records("services");
    assertEquals(summary.messages(), records.size());
    assertEquals(1_000.0, (double) (summary.messages() - summary.duplicates()), 150);
    Map<String, Long> copies = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> each : records) {
      copies.merge(new String(each.value(), UTF_8), 1L, Long::sum);
    }
    assertEquals(
        summary.duplicates(),
        copies.entrySet().stream()
            .filter(copy -> copy.getKey().startsWith("{"))
            .mapToLong(copy -> copy.getValue() - 1)
            .sum());
    assertTrue(summary.duplicates() > 50);
    for (ConsumerRecord<byte[], byte[]> each : records) {
      String key = new String(each.key(), UTF_8);
      assertTrue(key, key.matches("service-1?[0-9]"));
    }
  }

  @Test
  public void theShopSpeaksSegmentOnFourChannels() throws Exception {
    stream("--to=file", "--rate=3000/s", "--duration=10s", "--keys=100", "--start=2026-03-01")
        .expect(ExitStatus.DONE)
        .says("out/messages.jsonl has ");
    Map<String, TreeSet<String>> types = new HashMap<>();
    double revenue = 0;
    for (String line : Files.readAllLines(work.path("out/messages.jsonl"))) {
      JsonNode call = JSON.readTree(line);
      types
          .computeIfAbsent(call.get("channel").textValue(), unused -> new TreeSet<>())
          .add(call.get("type").textValue());
      revenue += call.path("properties").path("revenue").asDouble(0);
    }
    assertEquals(
        Map.of(
            "web", List.of("identify", "page", "track"),
            "app", List.of("identify", "screen", "track"),
            "orders", List.of("track"),
            "crm", List.of("identify")),
        Maps.transformValues(types, List::copyOf));
    double told =
        Files.readAllLines(work.path("out/truth/keys.csv")).stream()
            .skip(1)
            .mapToDouble(row -> Double.parseDouble(row.substring(row.lastIndexOf(',') + 1)))
            .sum();
    assertTrue(told > 1_000);
    assertEquals(told, revenue, 0.01);
  }

  @Test
  public void theNumberOfAnOrderHasThreeDigitsHoweverManyAPersonHas() {
    StreamSpec spec = StreamSpec.of(5, 1_772_323_200_000L, 10, 10, 1);
    ShopScene shop = new ShopScene(spec);
    JsonText text = new JsonText();
    Draws draws = Draws.of(spec.seed(), Purpose.STREAM, 0);
    int orders = 0;
    for (long number = 0; orders < 33_000; number++) {
      if (shop.write(text.begin(), 0, number, spec.start(), draws, null) > 0) {
        orders++;
        String order = new String(text.toBytes(), UTF_8);
        assertTrue(order, order.contains("\"order_id\":\"O100000%03d\"".formatted(orders % 1000)));
      }
    }
  }

  @Test
  public void theSameSeedAndStartGiveTheSameBytes() throws Exception {
    for (String name : List.of("one", "two")) {
      Cli.run(
              "generate",
              "--to=file",
              "--rate=200/s",
              "--duration=20s",
              "--traffic=daily+bursts:every=10s,last=2s,factor=4",
              "--anomalyEvery=5s",
              "--anomalyFor=2s",
              "--late=0.1",
              "--start=2026-03-01",
              "--output=" + work.path(name))
          .expect(ExitStatus.DONE);
    }
    for (String file : List.of("messages.jsonl", "truth/anomalies.csv", "truth/keys.csv")) {
      assertEquals(-1L, Files.mismatch(work.path("one/" + file), work.path("two/" + file)));
    }
  }

  @Test
  public void anInterruptedStreamLeavesItsTruth() throws Exception {
    Path out = work.path("out");
    Process process =
        Fork.of(
                "generate",
                "--to=kafka://" + BROKER.address() + "/endless",
                "--world=trades",
                "--rate=200/s",
                "--late=0.2",
                "--lateBy=1h",
                "--output=" + out)
            .start();
    while (records("endless").size() < 100) {
      assertTrue("ended early", process.isAlive());
    }
    process.destroy();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    StreamSummary summary = StreamSummary.read(out + "/summary.json");
    assertEquals(summary.messages(), records("endless").size());
    assertTrue(summary.late() > 10);
  }

  @Test
  public void whatIsWrongIsRefused() {
    String topic = "--to=kafka://" + BROKER.address() + "/refused";
    refused("--to: \"kafka:events\" is no address of a topic", "--to=kafka:events");
    Path hasty =
        work.write("hasty.properties", "default.api.timeout.ms=1500\nrequest.timeout.ms=1000\n");
    refused(
        "no broker of kafka://127.0.0.1:1/events answers",
        "--to=kafka://127.0.0.1:1/events",
        "--toProperties=" + hasty);
    refused("--rate is for a stream; say where it goes", "--rate=5/s");
    refused("--days is for a world of files; a stream has", topic, "--days=5");
    refused("--rate=fast is not right: a rate is wanted, such as 2000/s", topic, "--rate=fast");
    refused("--rate is 0.0, valid is a number above 0", topic, "--rate=0/s");
    refused("--rate=-5/s is not right", topic, "--rate=-5/s");
    refused("--hotKey=2 is not right: a number from 0 to 1", topic, "--hotKey=2");
    refused("--traffic=dayly: there is no shape", topic, "--traffic=dayly");
    refused("--keys=0 is not right", topic, "--keys=0");
    refused("--anomalyFor is 60.0 s, longer than", topic, "--anomalyEvery=30s");
    refused("--world=shops is not right", topic, "--world=shops");
    refused("--start=2026-02-30 is not a date", topic, "--start=2026-02-30");
    refused("--to=file needs --duration", "--to=file");
    refused("--toProperties: cannot read", topic, "--toProperties=" + work.path("none"));
  }

  private void refused(String complaint, String... more) {
    stream(more).expect(ExitStatus.USAGE).complains(complaint);
    assertTrue(complaint, Files.notExists(work.path("out")));
  }

  private Cli.Result stream(String... more) {
    List<String> arguments = new ArrayList<>(List.of("generate", "--output=" + work.path("out")));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray(String[]::new));
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            BROKER.settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}

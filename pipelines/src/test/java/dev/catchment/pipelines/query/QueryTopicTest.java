package dev.catchment.pipelines.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.LiveTask;
import dev.catchment.pipelines.Workspace;
import dev.catchment.pipelines.collect.KafkaBroker;
import dev.catchment.read.KafkaTail;
import dev.catchment.read.KafkaTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Topics as tables and as outputs of queries, on the Direct runner. */
public class QueryTopicTest {
  /** More offsets than the tests make: the ends of transactions have some, too. */
  private static final int ALL = 1_000;

  /** The time that a topic gives its messages, on which its watermark depends. */
  private static final long SENT = Instant.parse("2026-01-31T12:00:00Z").toEpochMilli();

  @ClassRule public static final KafkaBroker BROKER = new KafkaBroker();

  @Rule public final Workspace work = new Workspace();

  private static String address(String topic) {
    return "kafka://" + BROKER.address() + "/" + topic;
  }

  @Test
  public void rowsOfFilesGoToATopicOnce() throws Exception {
    topic("copies", 1);
    work.write("data.csv", "id,name\n1,a\n2,b\n3,\n");
    work.run(
            "query",
            "--input=data={w}/data.csv",
            "--sql=SELECT id, name FROM data WHERE id > 1",
            "--output=" + address("copies"))
        .expect(ExitStatus.DONE)
        .says("3 read = 3 accepted + 0 rejected");
    assertEquals(
        Set.of("{\"id\":2,\"name\":\"b\"}", "{\"id\":3,\"name\":null}"), await("copies", 2));
  }

  @Test
  public void windowsOfATopicAreSummedByTheEventTime() throws Exception {
    topic("orders", 1);
    topic("sums", 1);
    send(
        "orders",
        "{\"at\":\"2026-01-31T12:00:01Z\",\"country\":\"AT\",\"amount\":5}",
        "{\"at\":\"2026-01-31T12:00:59Z\",\"country\":\"AT\",\"amount\":7}",
        "{\"at\":\"2026-01-31T12:01:00Z\",\"country\":\"AT\",\"amount\":1}",
        "{\"country\":\"AT\",\"amount\":1}");
    PipelineResult running =
        start(
            "--input=orders=" + address("orders"),
            "--from=earliest",
            "--eventTime=at",
            "--sql=SELECT TUMBLE_START(\"at\", INTERVAL '1' MINUTE) AS minute_start, country, SUM(amount) AS total"
                + " FROM orders GROUP BY TUMBLE(\"at\", INTERVAL '1' MINUTE), country",
            "--output=" + address("sums"),
            "--rejected=" + address("bad"));
    try {
      assertEquals(
          Set.of(
              "{\"minute_start\":\"2026-01-31 12:00:00\",\"country\":\"AT\",\"total\":12}",
              "{\"minute_start\":\"2026-01-31 12:01:00\",\"country\":\"AT\",\"total\":1}"),
          await("sums", 2));
      assertTrue(await("bad", 1).iterator().next().contains("missing_event_time"));
    } finally {
      running.cancel();
    }
  }

  @Test
  public void aTopicWithoutMessagesNeedsItsColumns() throws Exception {
    topic("empty", 1);
    work.run("query", "--input=t=" + address("empty"), "--sql=SELECT a FROM t", "--output={w}/OUT")
        .expect(ExitStatus.USAGE)
        .complains(
            "has no message yet that tells its columns; name them with --types=t.COLUMN=TYPE");
  }

  @Test
  public void whatIsForResultsThatEndIsRefused() throws Exception {
    topic("some", 1);
    send("some", "{\"a\":1}");
    String[] command = {
      "query", "--input=t=" + address("some"), "--sql=SELECT a FROM t", "--output={w}/OUT", ""
    };
    command[4] = "--show=3";
    work.run(command).expect(ExitStatus.USAGE).complains("--show is for results in files");
    command[4] = "--plot=hist:a";
    work.run(command).expect(ExitStatus.USAGE).complains("--plot is for results that end");
    command[4] = "--eventTime=a";
    work.run(command)
        .expect(ExitStatus.USAGE)
        .complains("--eventTime=a: the table t has no column a of the type timestamp");
  }

  private PipelineResult start(String... options) {
    DirectOptions direct =
        PipelineOptionsFactory.fromArgs(options).as(QueryOptions.class).as(DirectOptions.class);
    direct.setBlockOnRun(false);
    direct.as(StreamingOptions.class).setStreaming(true);
    LiveTask task = (LiveTask) new QueryJob().plan(direct.as(QueryOptions.class), Cli.NOW);
    Pipeline pipeline = Pipeline.create(direct);
    task.build(pipeline);
    return pipeline.run();
  }

  private static void topic(String name, int partitions) throws Exception {
    try (Admin admin = Admin.create(BROKER.settings())) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    }
  }

  private static void send(String topic, String... messages) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            BROKER.settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String message : messages) {
        producer.send(new ProducerRecord<>(topic, 0, SENT, null, message.getBytes(UTF_8))).get();
      }
    }
  }

  /** So many messages of a topic that have come. */
  private static Set<String> await(String topic, int count) {
    List<String> messages = new ArrayList<>();
    try (KafkaTail tail = KafkaTail.of(KafkaTopic.of(address(topic), Map.of(), ""))) {
      for (int tries = 0; tries < 120 && messages.size() < count; tries++) {
        messages.addAll(tail.poll(Duration.ofSeconds(1), ALL));
      }
    }
    assertEquals(messages.toString(), count, messages.size());
    return new TreeSet<>(messages);
  }
}

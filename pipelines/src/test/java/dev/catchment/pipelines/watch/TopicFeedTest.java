package dev.catchment.pipelines.watch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.account.Reached;
import dev.catchment.pipelines.collect.KafkaBroker;
import dev.catchment.read.KafkaTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.ClassRule;
import org.junit.Test;

/** What is seen of topics while a job reads or writes them. */
public class TopicFeedTest {
  @ClassRule public static final KafkaBroker BROKER = new KafkaBroker();

  private static void create(String topic, int partitions) throws Exception {
    try (Admin admin = Admin.create(BROKER.settings())) {
      admin
          .createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
          .all()
          .get(60, TimeUnit.SECONDS);
    }
  }

  private static KafkaProducer<String, String> producer(Map<String, Object> more) {
    Map<String, Object> settings = new TreeMap<>(BROKER.settings());
    settings.putAll(more);
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  private static void send(String topic, int partition, String... values) throws Exception {
    try (KafkaProducer<String, String> producer = producer(Map.of())) {
      for (String value : values) {
        producer
            .send(new ProducerRecord<>(topic, partition, null, value))
            .get(60, TimeUnit.SECONDS);
      }
    }
  }

  private static String address(String topic) {
    return "kafka://" + BROKER.address() + "/" + topic;
  }

  private static Feed.Reader reader(String topic) {
    return Feed.of(Feed.Kind.ALERT, address(topic)).open().orElseThrow();
  }

  private static List<String> take(Feed.Reader reader, int count) throws Exception {
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < 30 && taken.size() < count; i++) {
      taken.addAll(reader.poll());
    }
    return taken;
  }

  @Test
  public void messagesComeOnceAndTheLastOfThoseBeforeFirst() throws Exception {
    create("alerts", 1);
    String[] before = IntStream.range(0, 150).mapToObj(i -> "b" + i).toArray(String[]::new);
    send("alerts", 0, before);
    try (Feed.Reader reader = reader("alerts")) {
      List<String> first = take(reader, Feed.EARLIER);
      assertEquals(Feed.EARLIER, first.size());
      assertEquals("b50", first.get(0));
      send("alerts", 0, "new");
      assertEquals(List.of("new"), take(reader, 1));
    }
  }

  @Test
  public void whatIsNotCommittedIsNotThere() throws Exception {
    create("exact", 1);
    try (KafkaProducer<String, String> producer = producer(Map.of("transactional.id", "t"));
        Feed.Reader reader = reader("exact")) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("exact", "undone")).get(60, TimeUnit.SECONDS);
      assertEquals(List.of(), reader.poll());
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("exact", "done")).get(60, TimeUnit.SECONDS);
      producer.commitTransaction();
      assertEquals(List.of("done"), take(reader, 1));
    }
  }

  @Test
  public void aTopicThatIsMadeLaterIsSeen() throws Exception {
    try (Feed.Reader reader = reader("later")) {
      assertEquals(List.of(), take(reader, 0));
      reader.poll();
      create("later", 1);
      send("later", 0, "first");
      assertEquals(List.of("first"), take(reader, 1));
    }
  }

  @Test
  public void theLagIsWhatTheReaderHasNotReached() throws Exception {
    create("orders.v1", 2);
    send("orders.v1", 0, "a", "b", "c");
    try (LagMeter meter =
        new LagMeter(List.of(KafkaTopic.of(address("orders.v1"), Map.of(), "")))) {
      meter.ask();
      send("orders.v1", 0, "d", "e");
      send("orders.v1", 1, "f");
      meter.ask();
      String zero = Reached.partition("orders.v1", 0);
      String one = Reached.partition("orders.v1", 1);
      assertEquals(Map.of(zero, 2L, one, 1L), meter.lags(Map.of()));
      assertEquals(Map.of(zero, 1L, one, 0L), meter.lags(Map.of(zero, 4L, one, 1L)));
    }
  }

  @Test
  public void aPartitionThatIsAddedIsSeen() throws Exception {
    create("grows", 1);
    send("grows", 0, "a");
    Feed feed =
        new Feed(Feed.Kind.ALERT, address("grows"), Map.of("metadata.max.age.ms", "500"), "");
    try (Feed.Reader reader = feed.open().orElseThrow()) {
      assertEquals(List.of("a"), take(reader, 1));
      try (Admin admin = Admin.create(BROKER.settings())) {
        admin
            .createPartitions(Map.of("grows", NewPartitions.increaseTo(2)))
            .all()
            .get(60, TimeUnit.SECONDS);
      }
      send("grows", 1, "b");
      assertEquals(List.of("b"), take(reader, 1));
    }
  }

  @Test
  public void aBrokerThatIsNotThereIsAskedAgain() {
    try (LagMeter meter =
        new LagMeter(List.of(KafkaTopic.of("kafka://127.0.0.1:1/none", Map.of(), "")))) {
      meter.ask();
      assertTrue(meter.lags(Map.of()).isEmpty());
    }
  }
}

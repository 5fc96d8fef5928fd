package dev.catchment.pipelines.stream;

import static org.junit.Assert.assertEquals;

import dev.catchment.model.Outgoing;
import dev.catchment.model.Parcel;
import dev.catchment.pipelines.collect.KafkaBroker;
import dev.catchment.write.KafkaSink;
import dev.catchment.write.MessageSink;
import dev.catchment.write.TopicAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.ClassRule;
import org.junit.Test;

/** Parcels in a topic of a broker, each once. */
public class KafkaSinkTest {
  @ClassRule public static final KafkaBroker BROKER = new KafkaBroker();

  @Test
  public void aParcelThatComesAgainIsPassedOver() throws Exception {
    topic("again");
    try (MessageSink.Writer writer = writer("again")) {
      writer.write(List.of(parcel(0), parcel(1)));
      writer.write(List.of(parcel(1), parcel(2)));
    }
    try (MessageSink.Writer restarted = writer("again")) {
      restarted.write(List.of(parcel(0), parcel(2), parcel(3)));
    }
    assertEquals(List.of("k0=0", "k1=1", "k2=2", "k3=3"), read("again"));
  }

  @Test
  public void parcelsOutOfOrderAreAllThere() throws Exception {
    topic("mixed");
    try (MessageSink.Writer writer = writer("mixed")) {
      writer.write(List.of(parcel(2), parcel(3)));
    }
    try (MessageSink.Writer other = writer("mixed")) {
      other.write(List.of(parcel(0)));
      other.write(List.of(parcel(1), parcel(2)));
    }
    assertEquals(List.of("k0=0", "k1=1", "k2=2", "k3=3"), read("mixed").stream().sorted().toList());
  }

  @Test
  public void aWriterThatWasShutOutOpensAnewAndDoublesNothing() throws Exception {
    topic("zombie");
    try (MessageSink.Writer zombie = writer("zombie");
        MessageSink.Writer heir = writer("zombie")) {
      zombie.write(List.of(parcel(0)));
      heir.write(List.of(parcel(0), parcel(1)));
      zombie.write(List.of(parcel(1), parcel(2)));
    }
    assertEquals(List.of("k0=0", "k1=1", "k2=2"), read("zombie"));
  }

  @Test
  public void shardsAndLinesCountOnTheirOwn() throws Exception {
    topic("lines");
    try (MessageSink.Writer writer = writer("lines")) {
      writer.write(List.of(parcel(0)));
      writer.write(List.of(new Parcel("line", 2, 0, List.of(new Outgoing("a", "a", 0)))));
      writer.write(List.of(new Parcel("other", 1, 0, List.of(new Outgoing("b", "b", 0)))));
    }
    assertEquals(List.of("a=a", "b=b", "k0=0"), read("lines").stream().sorted().toList());
  }

  private static Parcel parcel(long number) {
    return new Parcel(
        "line", 1, number, List.of(new Outgoing("k" + number, Long.toString(number), 0)));
  }

  private static MessageSink.Writer writer(String topic) {
    return KafkaSink.to(TopicAddress.of("kafka://" + BROKER.address() + "/" + topic, "")).open();
  }

  private static void topic(String name) throws Exception {
    try (Admin admin = Admin.create(BROKER.settings())) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  private static List<String> read(String topic) {
    Map<String, Object> settings = new HashMap<>(BROKER.settings());
    settings.put("isolation.level", "read_committed");
    TopicPartition partition = new TopicPartition(topic, 0);
    List<String> messages = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofMillis(100))) {
          messages.add(message.key() + "=" + message.value());
        }
      }
    }
    return messages;
  }
}

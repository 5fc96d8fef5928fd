package dev.catchment.pipelines.stream;

import static org.junit.Assert.assertEquals;

import dev.catchment.model.Outgoing;
import dev.catchment.model.OutgoingCoder;
import dev.catchment.model.Parcel;
import dev.catchment.pipelines.collect.KafkaBroker;
import dev.catchment.write.KafkaSink;
import dev.catchment.write.MessageSink;
import dev.catchment.write.TopicAddress;
import dev.catchment.write.WriteMessages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Parcels in a topic of a broker, each once. */
public class KafkaSinkTest {
  @ClassRule public static final KafkaBroker BROKER = new KafkaBroker();

  @Rule public final TestPipeline pipeline = TestPipeline.create();

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

  @Test
  public void theLargestMessageThatFitsArrivesAndALargerOneIsGivenUp() throws Exception {
    try (Admin admin = Admin.create(BROKER.settings())) {
      NewTopic small = new NewTopic("small", 1, (short) 1);
      small.configs(Map.of("max.message.bytes", "5000"));
      admin.createTopics(List.of(small)).all().get();
    }
    KafkaSink sink = sink("small");
    assertEquals(5_000 - 128, sink.mostBytes());
    String fitting = "x".repeat(sink.mostBytes() - 1);
    PAssert.thatSingleton(
            pipeline
                .apply(
                    Create.of(
                            new Outgoing("k", fitting + "x", 1),
                            new Outgoing("k", fitting, 2),
                            new Outgoing("k", "little", 3))
                        .withCoder(OutgoingCoder.of()))
                .apply(WriteMessages.to(sink, "line"))
                .get(WriteMessages.TOO_LARGE))
        .satisfies(
            rejected -> {
              assertEquals("message_too_large", rejected.reason());
              assertEquals(
                  "a message of 4,873 bytes is larger than the 4,872 that %s takes".formatted(sink),
                  rejected.message());
              return null;
            });
    pipeline.run();
    assertEquals(
        List.of("k=" + fitting, "k=little"),
        read("small").stream().sorted(Comparator.reverseOrder()).toList());
  }

  @Test
  public void aTopicThatIsNotThereYetTakesWhatTheClientSends() throws Exception {
    assertEquals(1_048_576 - 128, sink("later").mostBytes());
  }

  private static Parcel parcel(long number) {
    return new Parcel(
        "line", 1, number, List.of(new Outgoing("k" + number, Long.toString(number), 0)));
  }

  private static MessageSink.Writer writer(String topic) {
    return sink(topic).open();
  }

  private static KafkaSink sink(String topic) {
    return KafkaSink.to(TopicAddress.of("kafka://" + BROKER.address() + "/" + topic, ""));
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

package dev.catchment.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.catchment.model.Outgoing;
import dev.catchment.model.Parcel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The one writer of a shard: its producer, and the numbers that are in the topic. */
final class KafkaShard implements AutoCloseable {
  private static final String ANSWER_MS = "20000";
  private static final String DELIVERY_MS = "30000";
  private static final String TRANSACTION_MS = "60000";

  private final String topic;
  private final String id;
  private final TopicPartition mark;
  private final KafkaProducer<byte[], byte[]> producer;
  private WrittenNumbers written;

  private KafkaShard(String topic, String id, KafkaProducer<byte[], byte[]> producer) {
    this.topic = topic;
    this.id = id;
    this.mark = new TopicPartition(topic, 0);
    this.producer = producer;
  }

  /** Shuts earlier writers out, ends what they left open, and learns what they wrote. */
  static KafkaShard open(TopicAddress topic, String id) {
    Properties settings = topic.settings();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    settings.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MS);
    settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_MS);
    settings.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MS);
    settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
    KafkaShard shard =
        new KafkaShard(
            topic.topic(),
            id,
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
    try {
      shard.producer.initTransactions();
      shard.written = shard.written(topic);
      return shard;
    } catch (RuntimeException failure) {
      shard.close();
      throw failure;
    }
  }

  private WrittenNumbers written(TopicAddress topic) {
    Properties settings = topic.settings();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, id);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      OffsetAndMetadata committed = consumer.committed(Set.of(mark)).get(mark);
      return committed == null
          ? new WrittenNumbers(0, "")
          : new WrittenNumbers(committed.offset(), committed.metadata());
    }
  }

  /** Writes parcels that are not there yet; any failure makes this object useless. */
  void write(List<Parcel> parcels) {
    List<Parcel> missing =
        parcels.stream().filter(parcel -> !written.contains(parcel.number())).toList();
    if (missing.isEmpty()) {
      return;
    }
    producer.beginTransaction();
    for (Parcel parcel : missing) {
      for (Outgoing message : parcel.messages()) {
        // A failure comes up when the transaction is committed.
        Future<?> unused =
            producer.send(
                new ProducerRecord<>(
                    topic, message.key().getBytes(UTF_8), message.json().getBytes(UTF_8)));
      }
      written.add(parcel.number());
    }
    producer.sendOffsetsToTransaction(
        Map.of(mark, new OffsetAndMetadata(written.next(), written.beyond())),
        new ConsumerGroupMetadata(id));
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}

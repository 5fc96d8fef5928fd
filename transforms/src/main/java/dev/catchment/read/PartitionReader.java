package dev.catchment.read;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the messages of a partition of a Kafka topic from where a consumer stands on. */
final class PartitionReader {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final KafkaTopic topic;
  private final MessageReader messages;
  private final int patience;

  /**
   * Reads messages of a topic.
   *
   * @param patience after how many seconds in which the brokers are silent it fails
   */
  PartitionReader(KafkaTopic topic, MessageReader messages, int patience) {
    this.topic = topic;
    this.messages = messages;
    this.patience = patience;
  }

  /** Reads up to an offset; the consumer's position also passes offsets without a message. */
  void read(Consumer<byte[], byte[]> consumer, TopicPartition partition, long to, RecordSink sink)
      throws IOException {
    read(consumer, partition, to, sink, () -> false);
  }

  /** The same, but ends sooner when that is enough. */
  void read(
      Consumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long to,
      RecordSink sink,
      BooleanSupplier isEnough)
      throws IOException {
    int emptyPolls = 0;
    long position = consumer.position(partition);
    while (position < to && !isEnough.getAsBoolean()) {
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
        if (message.offset() < to && !isEnough.getAsBoolean()) {
          messages.read(message.offset(), message.value(), sink);
        }
      }
      long now = consumer.position(partition);
      emptyPolls = now > position ? 0 : emptyPolls + 1;
      if (emptyPolls == patience) {
        throw new IOException(
            "%s: partition %d does not go on after offset %d"
                .formatted(topic, partition.partition(), position));
      }
      position = now;
    }
  }
}

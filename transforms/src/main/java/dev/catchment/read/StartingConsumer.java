package dev.catchment.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that begins each partition where a stream shall begin, and that fails when its offset
 * is gone. Whoever knows better seeks after {@link #assign}.
 */
final class StartingConsumer extends KafkaConsumer<byte[], byte[]> {
  private final KafkaTopic topic;
  private final String from;

  /**
   * A consumer of a topic.
   *
   * @param added settings beside those of the topic
   */
  StartingConsumer(KafkaTopic topic, Map<String, Object> added, String from) {
    super(topic.settings(added), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.topic = topic;
    this.from = from;
  }

  @Override
  public void assign(Collection<TopicPartition> partitions) {
    super.assign(partitions);
    KafkaOffsets.starts(this, new ArrayList<>(partitions), from).forEach(this::seek);
  }

  @Override
  public String toString() {
    return topic.toString();
  }
}

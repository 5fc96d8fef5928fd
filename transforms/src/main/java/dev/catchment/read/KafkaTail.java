package dev.catchment.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;

/**
 * Looks at the end of a topic while a job reads or writes it: where the end is, and what comes. It
 * sees what is committed, joins no group and commits nothing. A topic that does not exist yet is
 * empty, and partitions that are added count when they are seen; for one thread.
 */
public final class KafkaTail implements AutoCloseable {
  private final KafkaTopic topic;
  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> next = new HashMap<>();

  private KafkaTail(KafkaTopic topic) {
    this.topic = topic;
    this.consumer = topic.connect();
  }

  /**
   * Opens a topic; no broker is asked yet.
   *
   * @throws KafkaException when a setting is wrong
   */
  public static KafkaTail of(KafkaTopic topic) {
    return new KafkaTail(topic);
  }

  /**
   * The offset after the last message of each partition.
   *
   * @throws KafkaException when no broker answers in time
   */
  public SortedMap<Integer, Long> ends(Duration patience) {
    SortedMap<Integer, Long> ends = new TreeMap<>();
    consumer
        .endOffsets(partitions(patience), patience)
        .forEach((partition, end) -> ends.put(partition.partition(), end));
    return ends;
  }

  /**
   * The values of the messages that came since the last call, as text; at the first call the last
   * ones of those that were there.
   *
   * @param last how many messages of each partition that was found with messages are told first
   * @throws KafkaException when no broker answers in time
   */
  public List<String> poll(Duration patience, int last) {
    List<TopicPartition> partitions = partitions(patience);
    if (partitions.isEmpty()) {
      return List.of();
    }
    boolean isGrown = !next.keySet().containsAll(partitions);
    if (isGrown) {
      consumer.assign(partitions);
      seek(partitions, patience, last);
    }
    List<String> values = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> message : consumer.poll(patience)) {
      next.put(new TopicPartition(message.topic(), message.partition()), message.offset() + 1);
      if (message.value() != null) {
        values.add(new String(message.value(), UTF_8));
      }
    }
    return values;
  }

  private void seek(List<TopicPartition> partitions, Duration patience, int last) {
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, patience);
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions, patience);
    boolean isAdded = !next.isEmpty();
    for (TopicPartition partition : partitions) {
      long known = next.getOrDefault(partition, isAdded ? 0L : end.get(partition) - last);
      long from = Math.max(first.get(partition), known);
      next.put(partition, from);
      consumer.seek(partition, from);
    }
  }

  private List<TopicPartition> partitions(Duration patience) {
    List<PartitionInfo> infos;
    try {
      infos = consumer.partitionsFor(topic.topic(), patience);
    } catch (InvalidTopicException none) {
      return List.of();
    }
    return infos == null
        ? List.of()
        : infos.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
  }

  @Override
  public void close() {
    consumer.close(Duration.ZERO);
  }
}

package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Finds the messages of a topic that a run shall read: those that are there when it starts. */
public final class KafkaOffsets {
  /** From the first message that the topic still holds. */
  public static final String EARLIEST = "earliest";

  /** Only what arrives later. */
  public static final String LATEST = "latest";

  /**
   * The messages of a partition that are read.
   *
   * @param from the first offset
   * @param to the offset after the last; equal to {@code from} when there are none
   * @param lost how many offsets after those of the earlier run the topic has deleted unread
   */
  public record Range(long from, long to, long lost) implements Serializable {
    public Range {
      checkArgument(from <= to, "the offsets go from %s to %s", from, to);
    }
  }

  private KafkaOffsets() {}

  /**
   * The ranges by partition.
   *
   * @param reached the next offset of each partition that was read before
   * @param start where other partitions begin: {@link #EARLIEST}, {@link #LATEST} or an instant
   * @throws InputException when the brokers or the topic cannot be reached; without any setting
   */
  public static SortedMap<Integer, Range> find(
      KafkaTopic topic, Map<Integer, Long> reached, String start) {
    try (Consumer<byte[], byte[]> consumer = topic.connect()) {
      return find(consumer, topic, reached, start);
    } catch (TimeoutException failure) {
      throw new InputException(
          "no broker of %s answers; check the addresses, and whether the brokers ask for TLS or a login"
              .formatted(topic),
          failure);
    } catch (UnknownTopicOrPartitionException missing) {
      throw missing(topic);
    } catch (UncheckedIOException failure) {
      throw new InputException(
          failure.getMessage() + "; check kafka.propertiesFile", failure.getCause());
    } catch (KafkaException failure) {
      boolean isSetting =
          failure instanceof ConfigException || failure.getCause() instanceof ConfigException;
      throw new InputException(
          "%s cannot be read (%s); check its addresses and the settings in section kafka"
              .formatted(
                  topic, isSetting ? "invalid setting" : failure.getClass().getSimpleName()));
    }
  }

  private static SortedMap<Integer, Range> find(
      Consumer<byte[], byte[]> consumer,
      KafkaTopic topic,
      Map<Integer, Long> reached,
      String start) {
    List<PartitionInfo> infos = consumer.partitionsFor(topic.topic());
    if (infos == null || infos.isEmpty()) {
      throw missing(topic);
    }
    List<TopicPartition> partitions =
        infos.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
    Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> starts = starts(consumer, partitions, start);
    SortedMap<Integer, Range> ranges = new TreeMap<>();
    for (TopicPartition partition : partitions) {
      long known = reached.getOrDefault(partition.partition(), starts.get(partition));
      long from = Math.max(known, first.get(partition));
      long to = end.get(partition);
      if (from > to) {
        throw new InputException(
            "%s: partition %d ends at offset %d, but offset %d was reached before; the topic was made anew, so collect it into a store of its own or under another source name"
                .formatted(topic, partition.partition(), to, from));
      }
      ranges.put(partition.partition(), new Range(from, to, from - known));
    }
    return ranges;
  }

  /** Where partitions begin: at {@link #EARLIEST}, {@link #LATEST} or an instant. */
  static Map<TopicPartition, Long> starts(
      Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, String start) {
    if (start.equals(EARLIEST)) {
      return consumer.beginningOffsets(partitions);
    }
    Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
    if (start.equals(LATEST)) {
      return end;
    }
    long time = Instant.parse(start).toEpochMilli();
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, time));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    Map<TopicPartition, Long> starts = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp offset = found.get(partition);
      long from = offset == null ? end.get(partition) : offset.offset();
      starts.put(partition, Math.min(from, end.get(partition)));
    }
    return starts;
  }

  private static InputException missing(KafkaTopic topic) {
    return new InputException(
        "there is no topic %s at %s, or it may not be seen; check its name"
            .formatted(topic.topic(), topic.brokers()));
  }
}

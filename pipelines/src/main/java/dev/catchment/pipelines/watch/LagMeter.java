package dev.catchment.pipelines.watch;

import dev.catchment.account.Reached;
import dev.catchment.read.KafkaTail;
import dev.catchment.read.KafkaTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;

/**
 * How many messages of topics a job has not read yet: the ends that the brokers tell less the
 * offsets that the job has reached, so that it grows when the job stands still. A partition of
 * which the job has read nothing counts from where it ended when it was first looked at.
 *
 * <p>Memory: three numbers for each partition.
 */
final class LagMeter implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<KafkaTopic> topics;
  private final List<KafkaTail> tails = new ArrayList<>();
  private final Map<String, Long> first = new TreeMap<>();
  private SortedMap<String, Long> ends = Collections.emptySortedMap();

  LagMeter(List<KafkaTopic> topics) {
    this.topics = List.copyOf(topics);
  }

  /** Asks the brokers; when they do not answer, nothing is known. */
  void ask() {
    try {
      if (tails.isEmpty()) {
        topics.forEach(topic -> tails.add(KafkaTail.of(topic)));
      }
      SortedMap<String, Long> told = new TreeMap<>();
      for (int i = 0; i < topics.size(); i++) {
        String topic = topics.get(i).topic();
        tails
            .get(i)
            .ends(PATIENCE)
            .forEach((partition, end) -> told.put(Reached.partition(topic, partition), end));
      }
      know(told);
    } catch (KafkaException away) {
      know(Collections.emptySortedMap());
      close();
    }
  }

  /** Takes the ends of the partitions; none when they are not known. */
  synchronized void know(SortedMap<String, Long> told) {
    told.forEach(first::putIfAbsent);
    ends = told;
  }

  /** The messages that are not read, by partition; none when they are not known. */
  synchronized SortedMap<String, Long> lags(Map<String, Long> reached) {
    SortedMap<String, Long> lags = new TreeMap<>();
    ends.forEach(
        (partition, end) ->
            lags.put(
                partition,
                Math.max(0, end - reached.getOrDefault(partition, first.get(partition)))));
    return lags;
  }

  @Override
  public void close() {
    tails.forEach(KafkaTail::close);
    tails.clear();
  }
}

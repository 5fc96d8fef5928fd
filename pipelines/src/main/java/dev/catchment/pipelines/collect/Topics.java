package dev.catchment.pipelines.collect;

import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.CatchmentConfig.Kafka;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.read.FirstRecords;
import dev.catchment.read.InputException;
import dev.catchment.read.KafkaOffsets;
import dev.catchment.read.KafkaOffsets.Range;
import dev.catchment.read.KafkaTopic;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The sources that are topics, and the messages of them that a run reads. */
public record Topics(SortedMap<String, Part> bySource) {
  /** The messages of one topic by partition. */
  public record Part(KafkaTopic topic, SortedMap<Integer, Range> ranges) {}

  /** Whether an input is a topic and not files. */
  static boolean isTopic(String input) {
    return input.startsWith(KafkaTopic.SCHEME);
  }

  /**
   * The topics among the inputs, from where the store's earlier batches ended to their present end.
   *
   * @param reached the positions of the store
   * @throws UsageException when a topic cannot be read
   */
  static Topics of(
      ConfigFile file,
      EventPlan plan,
      Map<String, List<String>> inputs,
      Map<String, Long> reached) {
    SortedMap<String, Part> parts = new TreeMap<>();
    List<UsageException> complaints = new ArrayList<>();
    for (SourcePlan source : plan.sources()) {
      String address = inputs.getOrDefault(source.name(), List.of("")).get(0);
      if (isTopic(address)) {
        try {
          parts.put(source.name(), part(file, source, address, reached));
        } catch (UsageException complaint) {
          complaints.add(complaint);
        }
      }
    }
    if (!complaints.isEmpty()) {
      throw UsageException.ofAll(complaints);
    }
    return new Topics(parts);
  }

  private static Part part(
      ConfigFile file, SourcePlan source, String address, Map<String, Long> reached) {
    Kafka kafka = file.config().sources().get(source.name()).kafka();
    checkMessages(file, source);
    checkStart(file, source.name(), kafka.from());
    String settings = kafka.propertiesFile() == null ? "" : file.resolve(kafka.propertiesFile());
    try {
      KafkaTopic topic = KafkaTopic.of(address, kafka.properties(), settings);
      return new Part(
          topic,
          KafkaOffsets.find(topic, reached(source.name(), topic.topic(), reached), kafka.from()));
    } catch (InputException wrong) {
      throw new UsageException("source " + source.name() + ": " + wrong.getMessage(), wrong);
    } catch (IllegalArgumentException wrong) {
      throw file.problemOf(source.name(), wrong.getMessage(), "input");
    }
  }

  /**
   * Checks that the records of a source can be messages.
   *
   * @throws UsageException when they cannot
   */
  static void checkMessages(ConfigFile file, SourcePlan source) {
    if (!source.format().isMessage()) {
      throw file.problemOf(
          source.name(), "messages of a topic are of the format json, or csv of UTF-8", "format");
    }
    if (source.headerNeeded()) {
      throw file.problemOf(
          source.name(), "messages have no header line; name the columns in csv.header", "csv");
    }
  }

  private static void checkStart(ConfigFile file, String source, String start) {
    if (!start.equals(KafkaOffsets.EARLIEST) && !start.equals(KafkaOffsets.LATEST)) {
      try {
        Instant.parse(start);
      } catch (DateTimeException wrong) {
        throw file.problemOf(
            source,
            "\"%s\" is not earliest, latest or a time such as 2026-01-31T00:00:00Z"
                .formatted(start),
            "kafka",
            "from");
      }
    }
  }

  private static Map<Integer, Long> reached(
      String source, String topic, Map<String, Long> positions) {
    String prefix = key(source, topic);
    Map<Integer, Long> reached = new HashMap<>();
    positions.forEach(
        (key, offset) -> {
          if (key.startsWith(prefix)) {
            reached.put(Integer.valueOf(key.substring(prefix.length())), offset);
          }
        });
    return reached;
  }

  private static String key(String source, String topic) {
    return source + "/" + topic + "/";
  }

  /** The topic of a source that is one. */
  public Optional<KafkaTopic> of(String source) {
    return Optional.ofNullable(bySource.get(source)).map(Part::topic);
  }

  /**
   * The first messages that a run would read of a source that is a topic; throws {@link
   * InputException} when they cannot be read.
   */
  FirstRecords first(SourcePlan source, int records) {
    Part part = bySource.get(source.name());
    return FirstRecords.ofKafka(
        source.name(), part.topic(), part.ranges(), source.format(), source.columns(), records);
  }

  /** Whether the run has no message to read. */
  boolean isEmpty() {
    return bySource.values().stream()
        .flatMap(part -> part.ranges().values().stream())
        .allMatch(range -> range.from() >= range.to());
  }

  /** The topics, in the order of their sources. */
  public List<KafkaTopic> all() {
    return bySource.values().stream().map(Part::topic).toList();
  }

  /** The next offset of each partition once the run is through, for the batch's manifest. */
  TreeMap<String, Long> positions() {
    TreeMap<String, Long> positions = new TreeMap<>();
    bySource.forEach(
        (source, part) ->
            part.ranges()
                .forEach(
                    (partition, range) ->
                        positions.put(key(source, part.topic().topic()) + partition, range.to())));
    return positions;
  }

  /** How many offsets of a source its topic had deleted before they were read. */
  SortedMap<String, Long> lost() {
    SortedMap<String, Long> lost = new TreeMap<>();
    bySource.forEach(
        (source, part) -> {
          long sum = part.ranges().values().stream().mapToLong(Range::lost).sum();
          if (sum > 0) {
            lost.put(source, sum);
          }
        });
    return lost;
  }
}

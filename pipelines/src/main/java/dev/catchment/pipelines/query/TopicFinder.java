package dev.catchment.pipelines.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Strings;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.infer.Layout;
import dev.catchment.pipelines.infer.Layouts;
import dev.catchment.query.DataType;
import dev.catchment.read.FirstRecords;
import dev.catchment.read.InputException;
import dev.catchment.read.KafkaTail;
import dev.catchment.read.KafkaTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** Finds a topic, and what columns its messages have. */
final class TopicFinder {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How often a topic that has messages is asked for them. */
  private static final int TRIES = 6;

  /** Of so many messages of each partition types are guessed. */
  private static final int MOST_MESSAGES = 1000;

  private TopicFinder() {}

  /**
   * The table of a topic.
   *
   * @param names those of all tables
   * @throws UsageException when it cannot be read
   */
  static TopicSource find(
      String name, String place, DeclaredTypes types, List<String> names, QueryOptions options) {
    KafkaTopic topic;
    try {
      topic = KafkaTopic.of(place, Map.of(), Strings.nullToEmpty(options.getKafkaSettings()));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--input=%s: %s".formatted(name, e.getMessage()), e);
    }
    List<InputColumn> columns = TopicSource.withArrival(columns(name, topic, types));
    return new TopicSource(
        name,
        topic,
        columns,
        eventTime(name, columns, names, options.getEventTime()),
        options.getFrom(),
        options.getDelay());
  }

  /** Those that are told and those of the last messages. */
  private static List<InputColumn> columns(String name, KafkaTopic topic, DeclaredTypes types) {
    Map<String, InputColumn> columns = new LinkedHashMap<>();
    List<String> messages = messages(topic);
    if (!messages.isEmpty()) {
      guessed(name, topic, messages).forEach(column -> columns.put(column.name(), column));
    }
    types.of(name).forEach((column, type) -> columns.put(column, InputColumn.of(column, type)));
    if (columns.isEmpty()) {
      throw new InputException(
          "%s has no message yet that tells its columns; name them with --types=%s.COLUMN=TYPE"
              .formatted(topic, name));
    }
    columns.remove(TopicSource.ARRIVED);
    return new ArrayList<>(columns.values());
  }

  private static List<String> messages(KafkaTopic topic) {
    try (KafkaTail tail = KafkaTail.of(topic)) {
      boolean isEmpty = tail.ends(PATIENCE).values().stream().allMatch(end -> end == 0);
      List<String> messages = List.of();
      for (int tries = 0; !isEmpty && messages.isEmpty() && tries < TRIES; tries++) {
        messages = tail.poll(PATIENCE, MOST_MESSAGES);
      }
      return messages;
    } catch (KafkaException e) {
      throw new InputException(
          "%s: the brokers do not answer: %s".formatted(topic, e.getMessage()), e);
    }
  }

  private static List<InputColumn> guessed(String name, KafkaTopic topic, List<String> messages) {
    Layout layout = Layouts.ofMessages(topic.toString(), messages);
    List<String> columns = layout.columns();
    FileFinder.checkNames(topic.toString(), columns);
    return FileFinder.guess(
        columns,
        FirstRecords.ofMessages(
                name,
                topic.toString(),
                messages.stream()
                    .map(message -> new FirstRecords.Message(0, message.getBytes(UTF_8)))
                    .toList(),
                layout.format(),
                columns)
            .records());
  }

  private static String eventTime(
      String name, List<InputColumn> columns, List<String> names, List<String> given) {
    for (String each : given == null ? List.<String>of() : given) {
      String column =
          each.startsWith(name + ".")
              ? each.substring(name.length() + 1)
              : names.size() == 1 ? each : "";
      if (!column.isEmpty()) {
        boolean isTime =
            columns.stream()
                .anyMatch(
                    known -> known.name().equals(column) && known.type() == DataType.TIMESTAMP);
        if (!isTime) {
          throw new UsageException(
              "--eventTime=%s: the table %s has no column %s of the type timestamp; the columns are %s"
                  .formatted(
                      each,
                      name,
                      column,
                      String.join(", ", columns.stream().map(InputColumn::toString).toList())));
        }
        return column;
      }
    }
    return TopicSource.ARRIVED;
  }
}

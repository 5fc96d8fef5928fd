package dev.catchment.pipelines.generate.stream;

import dev.catchment.pipelines.Console;
import dev.catchment.pipelines.Staging;
import java.util.Optional;

/**
 * Where a stream goes: a topic, or a file of the output.
 *
 * @param topic the topic; empty for the file
 */
record StreamTarget(Optional<TargetTopic> topic) {
  /** The word for the file. */
  static final String FILE = "file";

  /** The file in the output. */
  static final String MESSAGES = "messages.jsonl";

  /**
   * The target that an option names.
   *
   * @throws dev.catchment.pipelines.UsageException when it names none
   */
  static StreamTarget of(String to, String propertiesFile) {
    return new StreamTarget(
        to.equals(FILE) ? Optional.empty() : Optional.of(TargetTopic.of(to, propertiesFile)));
  }

  /** Asks the brokers, so that a run does not begin in vain. */
  void check() {
    topic.ifPresent(TargetTopic::partitions);
  }

  Outlet open(Staging staging, Console console) {
    if (topic.isEmpty()) {
      return new LineOutlet(staging.path(MESSAGES));
    }
    if (topic.get().partitions().isEmpty()) {
      topic.get().make();
      console.note("generate: made the topic %s", topic.get().name());
    }
    return new TopicOutlet(topic.get());
  }

  @Override
  public String toString() {
    return topic.map(TargetTopic::toString).orElse(MESSAGES);
  }
}

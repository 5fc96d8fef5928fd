package dev.catchment.pipelines.generate.stream;

import dev.catchment.model.SettingsFile;
import dev.catchment.pipelines.UsageException;
import dev.catchment.read.KafkaTopic;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topic that a stream goes to. Its text names brokers and topic only, for the settings may hold
 * secrets.
 */
final class TargetTopic {
  private static final Map<String, String> PATIENCE =
      Map.of(
          AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "20000",
          AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "20000");

  private final KafkaTopic topic;

  private TargetTopic(KafkaTopic topic) {
    this.topic = topic;
  }

  /**
   * The topic of an address.
   *
   * @param propertiesFile a file with settings of the client, or empty
   * @throws UsageException when the address is none
   */
  static TargetTopic of(String address, String propertiesFile) {
    try {
      return new TargetTopic(KafkaTopic.of(address, Map.of(), propertiesFile));
    } catch (IllegalArgumentException wrong) {
      throw new UsageException("--to: " + wrong.getMessage(), wrong);
    }
  }

  KafkaTopic address() {
    return topic;
  }

  String name() {
    return topic.topic();
  }

  /**
   * How many partitions it has; empty when it is not there.
   *
   * @throws UsageException when no broker answers
   */
  Optional<Integer> partitions() {
    return ask(
        admin -> {
          try {
            return Optional.of(
                admin
                    .describeTopics(List.of(name()))
                    .topicNameValues()
                    .get(name())
                    .get()
                    .partitions()
                    .size());
          } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
              return Optional.empty();
            }
            throw failure;
          }
        });
  }

  /** Makes it, with as many partitions as the brokers give a topic, unless it is there. */
  void make() {
    ask(
        admin -> {
          try {
            admin
                .createTopics(List.of(new NewTopic(name(), Optional.empty(), Optional.empty())))
                .all()
                .get();
          } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) {
              throw failure;
            }
          }
          return true;
        });
  }

  private interface Question<T> {
    T ask(Admin admin) throws ExecutionException, InterruptedException;
  }

  private <T> T ask(Question<T> question) {
    try (Admin admin = Admin.create(settings(PATIENCE))) {
      return question.ask(admin);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UsageException("--to: interrupted", interrupted);
    } catch (ExecutionException failure) {
      throw problem(failure.getCause());
    } catch (KafkaException failure) {
      throw problem(failure);
    }
  }

  private UsageException problem(Throwable failure) {
    return new UsageException(
        failure instanceof TimeoutException
            ? "--to: no broker of %s answers; check the addresses, and whether the brokers ask for TLS or a login"
                .formatted(topic)
            : "--to: %s cannot be used (%s); check its address, the settings in --toProperties and the rights"
                .formatted(topic, failure.getClass().getSimpleName()));
  }

  /** The settings of a client: what is given here, then what the file says, then the brokers. */
  Properties settings(Map<String, String> defaults) {
    Properties settings = new Properties();
    settings.putAll(defaults);
    try {
      settings.putAll(SettingsFile.read(topic.propertiesFile()));
    } catch (UncheckedIOException failure) {
      throw new UsageException("--toProperties: " + failure.getMessage(), failure);
    }
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, topic.brokers());
    return settings;
  }

  @Override
  public String toString() {
    return topic.toString();
  }
}

package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.SettingsFile;
import java.io.Serializable;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A Kafka topic and how its brokers are reached. Its text names the brokers and the topic only,
 * because the properties may hold secrets.
 *
 * @param brokers host and port of some brokers, separated by commas
 * @param topic the topic's name
 * @param properties settings of the consumer, such as those of its security
 * @param propertiesFile a file with further settings, which is read wherever there is need and
 *     never carried along; or empty
 */
public record KafkaTopic(
    String brokers, String topic, Map<String, String> properties, String propertiesFile)
    implements Serializable {
  /** What the address of a topic begins with. */
  public static final String SCHEME = "kafka://";

  /** How long a broker may take to answer, unless the settings say otherwise. */
  private static final String PATIENCE_MS = "20000";

  public KafkaTopic {
    properties = Map.copyOf(properties);
  }

  /**
   * The topic of an address such as {@code kafka://host1:9092,host2:9092/orders}.
   *
   * @throws IllegalArgumentException when the text is no such address
   */
  public static KafkaTopic of(
      String address, Map<String, String> properties, String propertiesFile) {
    checkArgument(
        address.matches(SCHEME + "[^/,:\\s]+:[0-9]+(,[^/,:\\s]+:[0-9]+)*/[A-Za-z0-9._-]{1,249}"),
        "\"%s\" is no address of a topic; write kafka://host1:9092,host2:9092/topic",
        address);
    int slash = address.lastIndexOf('/');
    return new KafkaTopic(
        address.substring(SCHEME.length(), slash),
        address.substring(slash + 1),
        properties,
        propertiesFile);
  }

  /** A consumer that sees what was committed, never commits and never makes a topic. */
  Consumer<byte[], byte[]> connect() {
    return new KafkaConsumer<>(
        settings(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * The settings of such a consumer.
   *
   * @param defaults settings that those of the topic replace
   */
  Properties settings(Map<String, Object> defaults) {
    Properties settings = new Properties();
    settings.putAll(defaults);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.putAll(SettingsFile.read(propertiesFile));
    settings.putAll(properties);
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return settings;
  }

  @Override
  public String toString() {
    return SCHEME + brokers + "/" + topic;
  }
}

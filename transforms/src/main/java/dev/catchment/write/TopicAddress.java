package dev.catchment.write;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.SettingsFile;
import java.io.Serializable;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * A Kafka topic that is written to.
 *
 * @param brokers host and port of some brokers, separated by commas
 * @param topic the topic's name
 * @param settingsFile a file with settings of Kafka's clients, such as those of its security; or
 *     empty
 */
public record TopicAddress(String brokers, String topic, String settingsFile)
    implements Serializable {
  private static final String SCHEME = "kafka://";

  /**
   * The topic of an address such as {@code kafka://host1:9092,host2:9092/alerts}.
   *
   * @throws IllegalArgumentException when the text is no such address
   */
  public static TopicAddress of(String address, String settingsFile) {
    checkArgument(
        address.matches(SCHEME + "[^/,:\\s]+:[0-9]+(,[^/,:\\s]+:[0-9]+)*/[A-Za-z0-9._-]{1,249}"),
        "\"%s\" is no address of a topic; write kafka://host1:9092,host2:9092/topic",
        address);
    int slash = address.lastIndexOf('/');
    return new TopicAddress(
        address.substring(SCHEME.length(), slash), address.substring(slash + 1), settingsFile);
  }

  /** The settings of a client. */
  Properties settings() {
    Properties settings = SettingsFile.read(settingsFile);
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
    return settings;
  }

  @Override
  public String toString() {
    return SCHEME + brokers + "/" + topic;
  }
}

package dev.catchment.write;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** How large a message may be, by the settings of the client that writes and by its topic. */
final class TopicLimit {
  /** What a message takes beside its key and its contents, at most. */
  private static final int OVERHEAD = 128;

  private static final String CLIENT_DEFAULT = "1048576";

  private TopicLimit() {}

  /**
   * The most bytes that key and contents of a message may have together. A topic whose
   * configuration the job may not read, or that is made with its first message, is taken for one
   * that takes whatever the client sends.
   *
   * @throws IOException when the brokers do not answer
   */
  static int of(TopicAddress topic) throws IOException {
    Properties settings = topic.settings();
    int client =
        Integer.parseInt(
            settings.getProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, CLIENT_DEFAULT).strip());
    return Math.min(client, ofBrokers(topic, settings)) - OVERHEAD;
  }

  private static int ofBrokers(TopicAddress topic, Properties settings) throws IOException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topic());
    try (Admin admin = Admin.create(settings)) {
      Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      return Integer.parseInt(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof AuthorizationException
          || failure.getCause() instanceof UnknownTopicOrPartitionException) {
        return Integer.MAX_VALUE;
      }
      throw new IOException(
          "cannot ask how large a message of %s may be (%s)"
              .formatted(topic, failure.getCause().getClass().getSimpleName()),
          failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while asking for the configuration of " + topic);
    }
  }
}

package dev.catchment.pipelines.stream;

import dev.catchment.pipelines.Parameter;
import dev.catchment.pipelines.observe.ObserveOptions;
import dev.catchment.pipelines.watch.WatchOptions;
import java.util.List;
import org.apache.beam.sdk.options.Description;

/** What all live jobs can be told; see {@code docs/streaming.md}. */
public interface StreamOptions extends ObserveOptions, WatchOptions {
  @Description(
      "The topic, the subscription or the files of a source, as SOURCE=kafka://HOST:PORT/TOPIC,"
          + " SOURCE=pubsub://PROJECT/SUBSCRIPTION or SOURCE=GLOB, once for each source; the address"
          + " alone where the configuration has one source. Replaces the input of the"
          + " configuration. With files alone the job ends when they are read.")
  @Parameter(
      label = "Input topics or files",
      group = Parameter.Group.INPUT,
      example = "orders=kafka://localhost:9092/orders",
      regex = "[^,]*[^\\s,][^,]*",
      wanted = "SOURCE=ADDRESS, or ADDRESS alone")
  List<String> getInput();

  void setInput(List<String> value);

  @Description(
      "Where rejected records go, each with its reason: kafka://HOST:PORT/TOPIC, or a directory for"
          + " files of JSON lines; without it they are counted and left.")
  @Parameter(
      label = "Destination of rejected records",
      group = Parameter.Group.OUTPUT,
      example = "kafka://localhost:9092/rejected")
  String getRejected();

  void setRejected(String value);

  @Description(
      "A Java properties file with settings of the Kafka clients that write, such as those of their"
          + " security; workers must be able to read it.")
  @Parameter(
      label = "Settings of Kafka destinations",
      group = Parameter.Group.OUTPUT,
      example = "client.properties")
  String getKafkaSettings();

  void setKafkaSettings(String value);

  @Description(
      "The file with the secret that messages to a webhook are signed with; workers must be able to"
          + " read it. Without it they are not signed.")
  @Parameter(
      label = "Secret of webhooks",
      group = Parameter.Group.OUTPUT,
      example = "webhook-secret.txt")
  String getWebhookSecret();

  void setWebhookSecret(String value);

  @Description(
      "The file of the pseudonym key, made on first use; replaces privacy.key of the"
          + " configuration.")
  @Parameter(
      label = "Pseudonym key",
      group = Parameter.Group.PRIVACY,
      example = "pseudonym-key.json")
  String getKey();

  void setKey(String value);
}

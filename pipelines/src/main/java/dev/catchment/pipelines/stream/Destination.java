package dev.catchment.pipelines.stream;

import com.google.common.base.Strings;
import com.google.common.hash.Hashing;
import dev.catchment.account.MeasureLatency;
import dev.catchment.model.Nearest;
import dev.catchment.model.Outgoing;
import dev.catchment.model.PubsubName;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.GoogleLibraries;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.observe.Dataset;
import dev.catchment.pipelines.watch.Feed;
import dev.catchment.write.FolderSink;
import dev.catchment.write.KafkaSink;
import dev.catchment.write.MessageSink;
import dev.catchment.write.PublishPubsub;
import dev.catchment.write.TopicAddress;
import dev.catchment.write.WriteMessages;
import dev.catchment.write.webhook.PostWebhook;
import dev.catchment.write.webhook.SecretFile;
import dev.catchment.write.webhook.Webhook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * Writes messages where an address says. Each is once in a topic of Kafka, {@code
 * kafka://HOST:PORT/TOPIC}, and in a directory, which gets files of JSON lines; a webhook, {@code
 * https://…}, and a topic of Pub/Sub, {@code pubsub://PROJECT/TOPIC}, get each at least once. The
 * result is the messages that had to be given up.
 */
public final class Destination
    extends PTransform<PCollection<Outgoing>, PCollectionList<Rejected>> {
  private static final long serialVersionUID = 1;
  private static final List<String> SCHEMES = List.of("kafka", "https", "http", "pubsub");

  private final String address;
  private final String settings;
  private final transient Way way;
  private final Instant start;
  private final boolean isMeasured;

  /** How messages get to the address. */
  private interface Way {
    PCollectionList<Rejected> write(PCollection<Outgoing> messages, Destination destination);
  }

  private Destination(String address, String settings, Way way, Instant start, boolean isMeasured) {
    this.address = address;
    this.settings = settings;
    this.way = way;
    this.start = start;
    this.isMeasured = isMeasured;
  }

  /**
   * The destination of an address.
   *
   * @param options say with which settings it is reached, and how messages are signed
   * @throws UsageException when it is no address
   */
  public static Destination of(String address, StreamOptions options) {
    try {
      return new Destination(
          address,
          Strings.nullToEmpty(options.getKafkaSettings()),
          way(address, options),
          Instant.EPOCH,
          true);
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(wrong.getMessage(), wrong);
    }
  }

  private static Way way(String address, StreamOptions options) {
    String scheme = address.contains("://") ? address.substring(0, address.indexOf("://")) : "";
    return switch (scheme) {
      case "kafka" ->
          once(
              KafkaSink.to(
                  TopicAddress.of(address, Strings.nullToEmpty(options.getKafkaSettings()))));
      case "http", "https" -> post(signed(Webhook.of(address), options.getWebhookSecret()));
      case "pubsub" -> publish(PubsubName.of(address));
      default -> folder(scheme, address);
    };
  }

  private static Way once(MessageSink sink) {
    return (messages, destination) -> {
      PCollectionTuple sent =
          messages.apply(
              "Send",
              WriteMessages.to(sink, destination.line(messages))
                  .withRunTime(destination.runTime()));
      if (destination.isMeasured) {
        sent.get(WriteMessages.CAUSES).apply("Latency", MeasureLatency.since(cause -> cause));
      }
      return PCollectionList.of(sent.get(WriteMessages.TOO_LARGE));
    };
  }

  private static Webhook signed(Webhook webhook, String secretFile) {
    if (secretFile == null) {
      return webhook;
    }
    try {
      SecretFile.read(secretFile);
    } catch (IOException e) {
      throw new UsageException("--webhookSecret: " + e.getMessage(), e);
    }
    return webhook.withSecretFile(secretFile);
  }

  private static Way post(Webhook webhook) {
    return (messages, destination) ->
        PCollectionList.of(
            messages.apply("Post", PostWebhook.to(webhook).withRunTime(destination.runTime())));
  }

  private org.joda.time.Instant runTime() {
    return org.joda.time.Instant.ofEpochMilli(start.toEpochMilli());
  }

  private static Way publish(PubsubName topic) {
    if (!PubsubName.isKnown()) {
      throw new UsageException(GoogleLibraries.missingFor("Pub/Sub"));
    }
    return (messages, destination) -> {
      messages.apply("Publish", PublishPubsub.to(topic));
      return PCollectionList.empty(messages.getPipeline());
    };
  }

  private static Way folder(String scheme, String address) {
    if (!scheme.isEmpty() && !isFileSystem(address)) {
      throw new UsageException(
          "%s: there is no destination %s://; write %s://…, or a directory%s"
              .formatted(
                  address, scheme, String.join("://…, ", SCHEMES), Nearest.hint(scheme, SCHEMES)));
    }
    return once(FolderSink.at(address));
  }

  private static boolean isFileSystem(String address) {
    try {
      FileSystems.matchNewResource(address, true);
      return true;
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }

  /** The same where it does not matter how long messages take. */
  public Destination unmeasured() {
    return new Destination(address, settings, way, start, false);
  }

  /** The same of a job that started at a time, which messages that are given up carry. */
  public Destination startedAt(Instant time) {
    return new Destination(address, settings, way, time, isMeasured);
  }

  /** What is written to, for lineage. The path of a webhook may be a secret. */
  public Dataset dataset() {
    if (address.matches("https?://.*")) {
      return new Dataset(address.replaceFirst("(https?://[^/?#]*).*", "$1"), "webhook");
    }
    if (address.startsWith(PubsubName.SCHEME)) {
      return Dataset.ofTopic(PubsubName.of(address));
    }
    return address.startsWith("kafka://")
        ? new Dataset(
            address.replaceFirst("(://[^/,]*)[^/]*/.*", "$1"),
            address.replaceFirst("[^:]*://[^/]*/", ""))
        : Dataset.ofPath(address);
  }

  /** It as the live page reads it back. */
  public Feed feed(Feed.Kind kind) {
    return new Feed(kind, address, Map.of(), settings);
  }

  @Override
  public PCollectionList<Rejected> expand(PCollection<Outgoing> messages) {
    return way.write(messages.apply("In no window", inNoWindow()), this);
  }

  /** So that what is given up goes together with other rejected records. */
  private static Window<Outgoing> inNoWindow() {
    return Window.<Outgoing>into(new GlobalWindows())
        .triggering(DefaultTrigger.of())
        .withAllowedLateness(org.joda.time.Duration.ZERO)
        .discardingFiredPanes();
  }

  /** The name of the numbers: of the run, and of what is written where. */
  private String line(PCollection<Outgoing> messages) {
    String run = messages.getPipeline().getOptions().as(LineOptions.class).getLine();
    return run
        + "-"
        + Hashing.murmur3_32_fixed()
            .hashString(messages.getName() + " " + address, StandardCharsets.UTF_8);
  }
}

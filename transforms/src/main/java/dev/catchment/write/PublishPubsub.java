package dev.catchment.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.catchment.model.Outgoing;
import dev.catchment.model.PubsubName;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubClient.PubsubClientFactory;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubIO;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubMessage;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubMessageWithAttributesCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Publishes messages to a Pub/Sub topic, each at least once: the JSON as the data, and the
 * attributes {@link #ID}, the same each time that a message is published again, {@link #KEY} and
 * {@link #CAUSE}, in milliseconds since 1970.
 */
public final class PublishPubsub extends PTransform<PCollection<Outgoing>, PDone> {
  /** The attribute that tells a message from others. */
  public static final String ID = "id";

  /** The attribute with the key of a message. */
  public static final String KEY = "key";

  /** The attribute with the cause of a message. */
  public static final String CAUSE = "cause";

  private static final long serialVersionUID = 1;

  private final PubsubName topic;
  private final transient Optional<PubsubClientFactory> clients;

  private PublishPubsub(PubsubName topic, Optional<PubsubClientFactory> clients) {
    this.topic = topic;
    this.clients = clients;
  }

  /** Publishes to a topic. */
  public static PublishPubsub to(PubsubName topic) {
    return new PublishPubsub(topic, Optional.empty());
  }

  /** Asks other clients than Google's own, such as those that Beam publishes for tests. */
  PublishPubsub withClients(PubsubClientFactory others) {
    return new PublishPubsub(topic, Optional.of(others));
  }

  @Override
  public PDone expand(PCollection<Outgoing> messages) {
    PubsubIO.Write<PubsubMessage> write =
        PubsubIO.writeMessages()
            .to("projects/%s/topics/%s".formatted(topic.project(), topic.name()));
    return messages
        .apply("Messages", ParDo.of(new MessageFn()))
        .setCoder(PubsubMessageWithAttributesCoder.of())
        .apply("Publish", clients.isPresent() ? write.withClientFactory(clients.get()) : write);
  }

  private static final class MessageFn extends DoFn<Outgoing, PubsubMessage> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void convert(@Element Outgoing message, OutputReceiver<PubsubMessage> out) {
      out.output(
          new PubsubMessage(
              message.json().getBytes(UTF_8),
              Map.of(
                  ID, OutgoingId.of(message),
                  KEY, message.key(),
                  CAUSE, Long.toString(message.cause()))));
    }
  }
}

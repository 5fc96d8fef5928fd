package dev.catchment.read;

import dev.catchment.read.FirstRecords.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubClient;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubClient.IncomingMessage;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubJsonClient;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Looks at messages of a subscription and gives them back at once, so that its readers get them. It
 * counts as a delivery that was not acknowledged.
 */
final class PubsubLook {
  /** An answer may hold no message though there are some. */
  private static final int TRIES = 10;

  private PubsubLook() {}

  /** At most so many messages; throws {@link InputException} when they cannot be read. */
  static List<Message> at(PubsubSubscription subscription, int limit, PipelineOptions options) {
    List<IncomingMessage> pulled = new ArrayList<>();
    try (PubsubClient client =
        PubsubJsonClient.FACTORY.newClient(
            null, subscription.idAttribute(), options.as(PubsubOptions.class))) {
      try {
        for (int tries = 0; tries < TRIES && pulled.size() < limit; tries++) {
          pulled.addAll(
              client.pull(0, PubsubCheck.path(subscription), limit - pulled.size(), true));
        }
      } finally {
        if (!pulled.isEmpty()) {
          client.modifyAckDeadline(
              PubsubCheck.path(subscription),
              pulled.stream().map(IncomingMessage::ackId).toList(),
              0);
        }
      }
    } catch (IOException failure) {
      throw PubsubCheck.failed(subscription, failure);
    }
    return pulled.stream()
        .map(
            message ->
                new Message(
                    StreamPubsub.number(message.recordId()),
                    message.message().getData().toByteArray()))
        .toList();
  }
}

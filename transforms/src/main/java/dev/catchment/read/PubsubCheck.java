package dev.catchment.read;

import dev.catchment.model.GoogleLogin;
import java.io.IOException;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubClient;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubClient.SubscriptionPath;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubJsonClient;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/** Asks Pub/Sub, before a job starts, whether a subscription is there. */
final class PubsubCheck {
  private PubsubCheck() {}

  /** Throws {@link InputException} with what is wrong and what would be right. */
  static void check(PubsubSubscription subscription, PipelineOptions options) {
    try (PubsubClient client =
        PubsubJsonClient.FACTORY.newClient(null, null, options.as(PubsubOptions.class))) {
      client.ackDeadlineSeconds(path(subscription));
    } catch (IOException failure) {
      throw failed(subscription, failure);
    }
  }

  /** The name of a subscription as its client wants it. */
  static SubscriptionPath path(PubsubSubscription subscription) {
    return PubsubClient.subscriptionPathFromName(
        subscription.name().project(), subscription.name().name());
  }

  /** What is wrong and what would be right, when a question has failed. */
  static InputException failed(PubsubSubscription subscription, IOException failure) {
    return new InputException(subscription + ": " + explained(GoogleAnswer.of(failure)), failure);
  }

  private static String explained(GoogleAnswer answer) {
    return switch (answer.status()) {
      case 0 -> "Pub/Sub cannot be asked: " + answer.said();
      case GoogleAnswer.UNAUTHORIZED ->
          "Pub/Sub does not know who asks (%s); %s".formatted(answer.said(), GoogleLogin.HOW);
      case GoogleAnswer.FORBIDDEN ->
          "there is no right to read it (%s); grant the roles Pub/Sub Subscriber and Pub/Sub Viewer on it"
              .formatted(answer.said());
      case GoogleAnswer.NOT_FOUND ->
          "there is no such subscription (%s); name one as pubsub://PROJECT/SUBSCRIPTION, for a topic alone keeps no messages"
              .formatted(answer.said());
      default -> "Pub/Sub fails with %d: %s".formatted(answer.status(), answer.said());
    };
  }
}

package dev.catchment.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.catchment.model.Outgoing;
import dev.catchment.model.OutgoingCoder;
import dev.catchment.model.PubsubName;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubClient;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubClient.OutgoingMessage;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubMessage;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubTestClient;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubTestClient.PubsubTestClientFactory;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.junit.Rule;
import org.junit.Test;

/** Publishes to the client that Beam publishes for tests; it fails for what it does not expect. */
public class PublishPubsubTest {
  private static final PubsubName TOPIC = PubsubName.of("pubsub://my-project/alerts");

  private static final String PATH =
      PubsubClient.topicPathFromName("my-project", "alerts").getPath();

  @Rule public final transient TestPipeline pipeline = TestPipeline.create();

  @Test
  public void aMessageHasItsContentsAsDataAndWhatTellsItFromOthersAsAttributes() throws Exception {
    Outgoing message = new Outgoing("sensor-1", "{\"é\":1}", 1_772_366_400_123L);
    PubsubMessage expected =
        new PubsubMessage(
            "{\"é\":1}".getBytes(UTF_8),
            Map.of("id", OutgoingId.of(message), "key", "sensor-1", "cause", "1772366400123"));
    try (PubsubTestClientFactory clients =
        PubsubTestClient.createFactoryForPublish(
            null,
            List.of(
                OutgoingMessage.of(
                    expected, BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis(), null, PATH)),
            List.of())) {
      pipeline
          .apply(Create.of(message).withCoder(OutgoingCoder.of()))
          .apply(PublishPubsub.to(TOPIC).withClients(clients));
      pipeline.run();
    }
  }
}

package dev.catchment.read;

import static org.junit.Assert.assertEquals;

import com.google.api.client.util.Clock;
import com.google.protobuf.ByteString;
import dev.catchment.account.Tallies;
import dev.catchment.model.PubsubName;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubClient;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubClient.IncomingMessage;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubClient.SubscriptionPath;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubTestClient;
import org.apache.beam.sdk.io.gcp.pubsub.PubsubTestClient.PubsubTestClientFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.Rule;
import org.junit.Test;

/** Reads from the client that Beam publishes for tests, which ends when all is acknowledged. */
public class StreamPubsubTest {
  private static final SubscriptionPath PATH =
      PubsubClient.subscriptionPathFromName("my-project", "orders");
  private static final long NOW = 1_772_366_400_000L;

  @Rule public final transient TestPipeline pipeline = TestPipeline.create();

  @Test
  public void everyMessageIsARecordOrRejectedAndRepeatsAreDropped() throws Exception {
    List<IncomingMessage> messages = new ArrayList<>();
    messages.add(message("1", "{\"id\":\"a\",\"amount\":5}", "101"));
    messages.add(message("2", "{\"id\":\"b\",\"amount\":7}", "102"));
    messages.add(message("3", "{\"id\":\"b\",\"amount\":7}", "102"));
    messages.add(message("4", "no JSON", "104"));
    try (PubsubTestClientFactory clients =
        PubsubTestClient.createFactoryForPull(new Still(), PATH, 60, messages)) {
      PCollectionTuple read =
          pipeline.apply(
              StreamPubsub.from(
                      "orders",
                      new PubsubSubscription(
                          PubsubName.of("pubsub://my-project/orders"), "id", "at"),
                      RecordFormat.jsonLines())
                  .withColumns(List.of("id", "amount"))
                  .reading(
                      plain -> clients.setClock(plain.withClientFactory(clients), new Still())));
      PAssert.that(
              read.get(ReadRecords.RECORDS)
                  .apply(
                      MapElements.into(TypeDescriptors.strings())
                          .via(record -> record.position() + " " + record.column(0))))
          .containsInAnyOrder("pubsub:my-project/orders:101 a", "pubsub:my-project/orders:102 b");
      PAssert.thatSingleton(read.get(ReadRecords.REJECTED))
          .satisfies(
              rejected -> {
                assertEquals("invalid_json", rejected.reason());
                assertEquals("pubsub:my-project/orders:104", rejected.position().toString());
                return null;
              });
      PAssert.that(read.get(Tallies.TAG))
          .satisfies(
              tallies -> {
                long sum = 0;
                for (KV<String, Long> tally : tallies) {
                  sum += tally.getKey().startsWith("read/") ? tally.getValue() : 0;
                }
                assertEquals(3, sum);
                return null;
              });
      pipeline.run();
    }
  }

  private static final class Still implements Clock, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public long currentTimeMillis() {
      return NOW;
    }
  }

  private static IncomingMessage message(String id, String json, String attribute) {
    return IncomingMessage.of(
        com.google.pubsub.v1.PubsubMessage.newBuilder()
            .setData(ByteString.copyFromUtf8(json))
            .putAttributes("id", attribute)
            .setMessageId(id)
            .build(),
        NOW,
        0,
        "ack-" + id,
        attribute);
  }
}

package dev.catchment.model;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class PubsubNameTest {
  @Test
  public void anAddressHasAProjectAndAName() {
    assertEquals(
        new PubsubName("my-project", "orders.v1"), PubsubName.of("pubsub://my-project/orders.v1"));
    assertEquals(
        "pubsub://example.com:my-project/orders",
        PubsubName.of("pubsub://example.com:my-project/orders").toString());
  }

  @Test
  public void whatIsNoAddressIsRefused() {
    for (String wrong :
        List.of(
            "pubsub://orders",
            "pubsub://My/orders",
            "pubsub://my-project/",
            "pubsub://my-project/a",
            "pubsub://my-project/1abc",
            "pubsub://my-project/google-x",
            "pubsub://my-project/topics/orders",
            "kafka://my-project/orders")) {
      IllegalArgumentException refused =
          assertThrows(wrong, IllegalArgumentException.class, () -> PubsubName.of(wrong));
      assertTrue(refused.getMessage(), refused.getMessage().contains("pubsub://project/name"));
    }
  }
}

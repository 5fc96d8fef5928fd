package dev.catchment.account;

import static org.junit.Assert.assertEquals;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.Before;
import org.junit.Test;

public class ReachedTest {
  @Before
  public void begin() {
    Reached.begin();
  }

  @Test
  public void aPartitionIsNamedAsRunnersNameTheirMetrics() {
    assertEquals("shop_events_v2_11", Reached.partition("shop.events-v2", 11));
  }

  @Test
  public void theLastOffsetCounts() {
    Reached.offset("orders_0", 5);
    Reached.offset("orders_0", 9);
    Reached.offset("orders_1", 2);
    assertEquals(Map.of("orders_0", 9L, "orders_1", 2L), Reached.offsetsHere());
  }

  @Test
  public void theSlowestPartitionHoldsTheEventTime() {
    assertEquals(OptionalLong.empty(), Reached.watermarkHere());
    Reached.watermark("orders_0", 2_000);
    Reached.watermark("orders_1", 1_000);
    Reached.watermark("orders_1", 1_500);
    assertEquals(OptionalLong.of(1_500), Reached.watermarkHere());
    Reached.begin();
    assertEquals(OptionalLong.empty(), Reached.watermarkHere());
  }
}

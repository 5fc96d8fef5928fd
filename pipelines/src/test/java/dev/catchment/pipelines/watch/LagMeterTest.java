package dev.catchment.pipelines.watch;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

public class LagMeterTest {
  private final LagMeter meter = new LagMeter(List.of());

  @Test
  public void aPartitionLagsByWhatItsReaderHasNotReached() {
    meter.know(new TreeMap<>(Map.of("orders_0", 100L, "orders_1", 50L)));
    assertEquals(
        Map.of("orders_0", 30L, "orders_1", 0L),
        meter.lags(Map.of("orders_0", 70L, "orders_1", 50L, "gone_0", 3L)));
  }

  @Test
  public void aPartitionThatWasNotReadCountsFromTheFirstLook() {
    meter.know(new TreeMap<>(Map.of("orders_0", 100L)));
    assertEquals(Map.of("orders_0", 0L), meter.lags(Map.of()));
    meter.know(new TreeMap<>(Map.of("orders_0", 130L, "orders_1", 5L)));
    assertEquals(Map.of("orders_0", 30L, "orders_1", 0L), meter.lags(Map.of()));
  }

  @Test
  public void aReaderAheadOfTheLastLookDoesNotLag() {
    meter.know(new TreeMap<>(Map.of("orders_0", 100L)));
    assertEquals(Map.of("orders_0", 0L), meter.lags(Map.of("orders_0", 120L)));
  }

  @Test
  public void withoutAnAnswerNothingIsKnown() {
    meter.know(new TreeMap<>(Map.of("orders_0", 100L)));
    meter.know(new TreeMap<>());
    assertEquals(Map.of(), meter.lags(Map.of("orders_0", 70L)));
  }
}

package dev.catchment.read;

import static org.junit.Assert.assertEquals;

import dev.catchment.account.Reached;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaTimestampType;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.junit.Before;
import org.junit.Test;

public class ShownTimesTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  private Instant watermark = BoundedWindow.TIMESTAMP_MIN_VALUE;

  private final ShownTimes times =
      new ShownTimes(
          "orders_0",
          new TimestampPolicy<>() {
            @Override
            public Instant getTimestampForRecord(
                PartitionContext context, KafkaRecord<byte[], byte[]> message) {
              return Instant.ofEpochMilli(message.getTimestamp());
            }

            @Override
            public Instant getWatermark(PartitionContext context) {
              return watermark;
            }
          });

  @Before
  public void begin() {
    Reached.begin();
  }

  @Test
  public void theOffsetAfterEachMessageIsShown() {
    KafkaRecord<byte[], byte[]> message =
        new KafkaRecord<>(
            "orders", 0, 41, TIME.getMillis(), KafkaTimestampType.CREATE_TIME, null, null, null);
    assertEquals(TIME, times.getTimestampForRecord(null, message));
    assertEquals(Map.of("orders_0", 42L), Reached.offsetsHere());
  }

  @Test
  public void theWatermarkIsShownOnceThereIsOne() {
    assertEquals(BoundedWindow.TIMESTAMP_MIN_VALUE, times.getWatermark(null));
    assertEquals(OptionalLong.empty(), Reached.watermarkHere());
    watermark = TIME;
    assertEquals(TIME, times.getWatermark(null));
    assertEquals(OptionalLong.of(TIME.getMillis()), Reached.watermarkHere());
  }
}

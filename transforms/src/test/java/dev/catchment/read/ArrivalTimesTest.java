package dev.catchment.read;

import static org.junit.Assert.assertEquals;

import java.util.Optional;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaTimestampType;
import org.apache.beam.sdk.io.kafka.TimestampPolicy.PartitionContext;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.Test;

public class ArrivalTimesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration DELAY = Duration.standardSeconds(30);

  private final ArrivalTimes times = new ArrivalTimes(DELAY, Optional.empty());

  @Test
  public void theWatermarkIsTheDelayBehindTheNewestMessage() {
    assertEquals(BoundedWindow.TIMESTAMP_MIN_VALUE, times.getWatermark(behind(7, NOW)));
    assertEquals(at(-60), time(at(-60), behind(6, NOW)));
    assertEquals(at(-90), times.getWatermark(behind(6, NOW)));
    time(at(-50), behind(5, NOW));
    assertEquals(at(-70), time(at(-70), behind(4, NOW)));
    assertEquals(at(-80), times.getWatermark(behind(4, NOW)));
  }

  @Test
  public void anIdlePartitionFollowsTheClockAlsoWhenItNeverHadAMessage() {
    assertEquals(at(-30), times.getWatermark(behind(0, NOW)));
    assertEquals(at(30), times.getWatermark(behind(0, at(60))));
    assertEquals("the brokers are away", at(30), times.getWatermark(behind(0, at(60))));
    time(at(10), behind(0, at(60)));
    assertEquals("never back", at(30), times.getWatermark(behind(3, at(60))));
  }

  @Test
  public void aTimeInTheFutureMovesNothingAndIsThatOfTheArrival() {
    time(at(-10), behind(3, NOW));
    assertEquals(NOW, time(at(3600), behind(2, NOW)));
    assertEquals(at(-40), times.getWatermark(behind(2, NOW)));
    assertEquals(at(4), time(at(4), behind(1, NOW)));
    assertEquals(at(-26), times.getWatermark(behind(2, NOW)));
  }

  @Test
  public void theEndOfATransactionHoldsTheWatermarkForSecondsOnly() {
    time(at(-10), behind(1, NOW));
    assertEquals(at(-40), times.getWatermark(behind(1, NOW)));
    assertEquals(at(-40), times.getWatermark(behind(1, at(4))));
    assertEquals(at(-25), times.getWatermark(behind(1, at(5))));
    assertEquals(at(-25), times.getWatermark(behind(2, at(20))));
    time(at(20), behind(1, at(20)));
    assertEquals(at(-10), times.getWatermark(behind(1, at(21))));
  }

  @Test
  public void whatIsNotKnownIsNotIdle() {
    time(at(-100), behind(-1, NOW));
    assertEquals(at(-130), times.getWatermark(behind(-1, at(100))));
  }

  @Test
  public void anEarlierWatermarkIsKept() {
    ArrivalTimes restored = new ArrivalTimes(DELAY, Optional.of(at(-5)));
    restored.getTimestampForRecord(behind(9, NOW), message(at(-100)));
    assertEquals(at(-5), restored.getWatermark(behind(9, NOW)));
  }

  private Instant time(Instant given, PartitionContext partition) {
    return times.getTimestampForRecord(partition, message(given));
  }

  private static Instant at(long seconds) {
    return NOW.plus(Duration.standardSeconds(seconds));
  }

  private static KafkaRecord<byte[], byte[]> message(Instant time) {
    return new KafkaRecord<>(
        "t", 0, 1, time.getMillis(), KafkaTimestampType.CREATE_TIME, null, null, new byte[0]);
  }

  private static PartitionContext behind(long messages, Instant checked) {
    return new PartitionContext() {
      @Override
      public long getMessageBacklog() {
        return messages;
      }

      @Override
      public Instant getBacklogCheckTime() {
        return checked;
      }
    };
  }
}

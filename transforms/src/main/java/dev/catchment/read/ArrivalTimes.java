package dev.catchment.read;

import java.util.Optional;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * The clock of one partition: a message has the time that the topic gives it, and the watermark
 * stays a fixed delay behind the newest message, or behind the present when the partition is idle.
 *
 * <p>A time more than {@link #TOLERANCE} ahead of the brokers' latest answer is wrong: such a
 * message has the time of that answer, and moves nothing. A partition is idle when all its messages
 * were read. One offset may be left, since the end of a transaction takes one that is no message;
 * the partition then counts as idle after {@link #QUIET}.
 */
final class ArrivalTimes extends TimestampPolicy<byte[], byte[]> {
  static final Duration TOLERANCE = Duration.standardSeconds(5);
  static final Duration QUIET = Duration.standardSeconds(5);

  private static final long END_OF_TRANSACTION = 1;

  private final Duration delay;
  private Instant newest = BoundedWindow.TIMESTAMP_MIN_VALUE;
  private Instant watermark;
  private Instant quietSince;

  ArrivalTimes(Duration delay, Optional<Instant> watermark) {
    this.delay = delay;
    this.watermark = watermark.orElse(BoundedWindow.TIMESTAMP_MIN_VALUE);
  }

  @Override
  public Instant getTimestampForRecord(
      PartitionContext partition, KafkaRecord<byte[], byte[]> message) {
    quietSince = null;
    Instant time = Instant.ofEpochMilli(message.getTimestamp());
    Instant checked = partition.getBacklogCheckTime();
    if (time.isAfter(checked.plus(TOLERANCE))) {
      return checked;
    }
    newest = later(newest, time);
    return later(time, BoundedWindow.TIMESTAMP_MIN_VALUE);
  }

  @Override
  public Instant getWatermark(PartitionContext partition) {
    Instant time = isIdle(partition) ? later(newest, partition.getBacklogCheckTime()) : newest;
    if (time.isAfter(BoundedWindow.TIMESTAMP_MIN_VALUE.plus(delay))) {
      watermark = later(watermark, time.minus(delay));
    }
    return watermark;
  }

  private boolean isIdle(PartitionContext partition) {
    long left = partition.getMessageBacklog();
    if (left == 0) {
      return true;
    }
    if (left != END_OF_TRANSACTION) {
      quietSince = null;
      return false;
    }
    Instant checked = partition.getBacklogCheckTime();
    if (quietSince == null) {
      quietSince = checked;
    }
    return !checked.isBefore(quietSince.plus(QUIET));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}

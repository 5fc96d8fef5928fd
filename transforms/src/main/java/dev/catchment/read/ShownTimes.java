package dev.catchment.read;

import dev.catchment.account.Reached;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;

/** The clock of one partition, which shows by {@link Reached} how far its reader is. */
final class ShownTimes extends TimestampPolicy<byte[], byte[]> {
  private final String partition;
  private final TimestampPolicy<byte[], byte[]> times;

  /**
   * Shows a clock.
   *
   * @param partition as {@link Reached#partition} names it
   */
  ShownTimes(String partition, TimestampPolicy<byte[], byte[]> times) {
    this.partition = partition;
    this.times = times;
  }

  @Override
  public Instant getTimestampForRecord(
      PartitionContext context, KafkaRecord<byte[], byte[]> message) {
    Reached.offset(partition, message.getOffset() + 1);
    return times.getTimestampForRecord(context, message);
  }

  @Override
  public Instant getWatermark(PartitionContext context) {
    Instant watermark = times.getWatermark(context);
    if (watermark.isAfter(BoundedWindow.TIMESTAMP_MIN_VALUE)) {
      Reached.watermark(partition, watermark.getMillis());
    }
    return watermark;
  }
}

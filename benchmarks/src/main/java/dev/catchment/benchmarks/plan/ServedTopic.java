package dev.catchment.benchmarks.plan;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.chance.Draws.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic that one worker in this process serves, each message for a time drawn from an exponential
 * distribution, in which it only waits.
 */
final class ServedTopic {
  private static final List<Message> SERVED = new ArrayList<>();

  private ServedTopic() {}

  /**
   * A message that was served, in seconds.
   *
   * @param sent when it was sent
   * @param latency from then to the end of its service
   * @param service how long that took
   */
  record Message(double sent, double latency, double service) {}

  /** How many messages have been served. */
  static long count() {
    synchronized (SERVED) {
      return SERVED.size();
    }
  }

  /** The messages that have been served, but the first so many. */
  static Served after(long first) {
    synchronized (SERVED) {
      return new Served(SERVED.stream().skip(first).toList());
    }
  }

  /** Starts to serve; ends with the process. */
  static void start(PipelineOptions options, String broker, String topic, double mean) {
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(
            "Messages",
            KafkaIO.readBytes()
                .withBootstrapServers(broker)
                .withTopicPartitions(List.of(new TopicPartition(topic, 0)))
                .withConsumerConfigUpdates(Map.of("auto.offset.reset", "earliest")))
        .apply("Serve", ParDo.of(new ServeFn(mean)));
    Thread runner = new Thread(() -> pipeline.run().waitUntilFinish(), "pipeline");
    runner.setDaemon(true);
    runner.start();
  }

  private static final class ServeFn extends DoFn<KafkaRecord<byte[], byte[]>, Void> {
    private static final long serialVersionUID = 1;

    private final double mean;
    private transient Draws draws;

    ServeFn(double mean) {
      this.mean = mean;
    }

    @Setup
    public void setup() {
      draws = Draws.of(1, Purpose.SERVICE, 0);
    }

    @ProcessElement
    public void serve(@Element KafkaRecord<byte[], byte[]> message) {
      long begin = System.nanoTime();
      long end = begin + Math.round(draws.exponential(mean) * 1e9);
      for (long left = end - begin; left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      synchronized (SERVED) {
        SERVED.add(
            new Message(
                message.getTimestamp() / 1000.0,
                (System.currentTimeMillis() - message.getTimestamp()) / 1000.0,
                (System.nanoTime() - begin) / 1e9));
      }
    }
  }
}

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
  private static final Measured MEASURED = new Measured();

  private ServedTopic() {}

  /** What was measured of a kind of messages, in seconds. */
  static final class Measured {
    private final List<Double> ways = new ArrayList<>();
    private boolean serves;
    private final List<Double> latencies = new ArrayList<>();
    private final List<Double> services = new ArrayList<>();
    private final List<Double> sent = new ArrayList<>();

    /** Whether messages are served; before, they pass at once and show how long the way is. */
    private synchronized boolean serves() {
      return serves;
    }

    /** Serves all messages from now on. */
    synchronized void serve() {
      serves = true;
    }

    private synchronized void way(double latency) {
      ways.add(latency);
    }

    private synchronized void message(double time, double latency, double service) {
      sent.add(time);
      latencies.add(latency);
      services.add(service);
    }

    /** From the sending of each message that was not served to its arrival. */
    synchronized double[] ways() {
      return array(ways);
    }

    /** From the sending of each message to the end of its service. */
    synchronized double[] latencies() {
      return array(latencies);
    }

    /** How long each service took. */
    synchronized double[] services() {
      return array(services);
    }

    /** When each message was sent. */
    synchronized double[] sent() {
      return array(sent);
    }

    private static double[] array(List<Double> list) {
      return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  /** Starts to serve; ends with the process. */
  static Measured start(PipelineOptions options, String broker, String topic, double mean) {
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
    return MEASURED;
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
      if (!MEASURED.serves()) {
        MEASURED.way((System.currentTimeMillis() - message.getTimestamp()) / 1000.0);
        return;
      }
      long begin = System.nanoTime();
      long end = begin + Math.round(draws.exponential(mean) * 1e9);
      for (long left = end - begin; left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      MEASURED.message(
          message.getTimestamp() / 1000.0,
          (System.currentTimeMillis() - message.getTimestamp()) / 1000.0,
          (System.nanoTime() - begin) / 1e9);
    }
  }
}

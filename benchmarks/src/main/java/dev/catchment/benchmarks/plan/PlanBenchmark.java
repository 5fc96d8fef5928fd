package dev.catchment.benchmarks.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchment.pipelines.Catchment;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.queue.ExponentialTime;
import dev.catchment.pipelines.queue.Line;
import dev.catchment.pipelines.queue.MeasuredTimes;
import dev.catchment.pipelines.queue.WorkerQueue;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Compares the mean latency that a plan predicts with that of a run: {@code generate} sends
 * messages at a rate to a topic, and a pipeline serves them with one worker. Exits with 1 when they
 * differ by more than 25 % at a utilisation of at most 0.7.
 *
 * <p>The way of a message without any service, measured before, is added to the prediction.
 */
public final class PlanBenchmark {
  private static final int PROBES = 100;
  private static final long BETWEEN = 100;
  private static final double ALLOWED = 0.25;
  private static final double HIGHEST = 0.7;
  private static final long SEED = 7;

  private PlanBenchmark() {}

  /**
   * Measures one utilisation.
   *
   * @param arguments the address of a broker, the utilisation, the mean service time in seconds,
   *     how many seconds messages are sent, a folder, and options of the pipeline, its runner first
   */
  public static void main(String[] arguments) throws Exception {
    String broker = arguments[0];
    double utilisation = Double.parseDouble(arguments[1]);
    double service = Double.parseDouble(arguments[2]);
    String seconds = arguments[3];
    Path folder = Path.of(arguments[4]);
    String[] options = Arrays.copyOfRange(arguments, 5, arguments.length);
    String topic = "plan-" + arguments[1];
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      admin
          .createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
          .all()
          .get();
    }
    ServedTopic.Measured measured =
        ServedTopic.start(
            PipelineOptionsFactory.fromArgs(options).create(), broker, topic, service);
    double way = way(broker, topic, measured);
    double rate = utilisation / service;
    long sent = generate(broker, topic, rate, seconds, folder, options[0]);
    while (measured.latencies().length < sent) {
      Thread.sleep(BETWEEN);
    }
    System.exit(
        tell(utilisation, service, sent / Double.parseDouble(seconds), way, measured) ? 0 : 1);
  }

  /** The mean time from the sending of a message to the pipeline, in seconds. */
  private static double way(String broker, String topic, ServedTopic.Measured measured)
      throws InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      while (measured.probes().length < PROBES) {
        producer.send(new ProducerRecord<>(topic, ServedTopic.PROBE)).isDone();
        Thread.sleep(BETWEEN);
      }
      int warm = measured.probes().length;
      while (measured.probes().length < warm + PROBES) {
        producer.send(new ProducerRecord<>(topic, ServedTopic.PROBE)).isDone();
        Thread.sleep(BETWEEN);
      }
      return mean(Arrays.stream(measured.probes()).skip(warm).toArray());
    }
  }

  private static long generate(
      String broker, String topic, double rate, String seconds, Path folder, String runner)
      throws Exception {
    try (PrintStream log = new PrintStream(Files.newOutputStream(folder.resolve(topic + ".log")))) {
      ExitStatus status =
          Catchment.run(
              new String[] {
                "generate",
                "--to=kafka://" + broker + "/" + topic,
                "--rate=" + rate + "/s",
                "--traffic=poisson",
                "--duration=" + seconds + "s",
                "--seed=" + SEED,
                "--output=" + folder.resolve(topic),
                "--overwrite",
                runner
              },
              log,
              log,
              InstantSource.system());
      if (status != ExitStatus.DONE) {
        throw new IllegalStateException("generate failed; see " + folder.resolve(topic + ".log"));
      }
    }
    String summary = folder.resolve(topic).resolve("summary.json").toString();
    return JsonFile.read(summary, JsonNode.class).get("messages").asLong();
  }

  private static boolean tell(
      double utilisation, double service, double rate, double way, ServedTopic.Measured measured) {
    double[] services = measured.services();
    double given =
        way
            + new WorkerQueue(new Line(utilisation / service, new ExponentialTime(service)), 1)
                .latency(SEED)
                .mean();
    WorkerQueue queue = new WorkerQueue(new Line(rate, MeasuredTimes.of(services)), 1);
    double predicted = way + queue.latency(SEED).mean();
    double mean = mean(measured.latencies());
    double miss = mean / predicted - 1;
    boolean isRight = utilisation > HIGHEST || Math.abs(miss) <= ALLOWED;
    System.out.printf(
        "utilisation %.2f: %,6d events, %.1f a second, served in %.1f ms; mean latency %6.1f ms,"
            + " predicted %6.1f ms (%+.0f %%), from the parameters alone %6.1f ms; way %.1f ms%s%n",
        queue.utilisation(),
        services.length,
        rate,
        1000 * mean(services),
        1000 * mean,
        1000 * predicted,
        100 * miss,
        1000 * given,
        1000 * way,
        isRight ? "" : "  TOO FAR");
    return isRight;
  }

  private static double mean(double... numbers) {
    return Arrays.stream(numbers).average().orElseThrow();
  }
}

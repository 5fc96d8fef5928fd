package dev.catchment.benchmarks.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.function.BooleanSupplier;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Compares the mean latency that a plan predicts with that of a run: {@code generate} sends
 * messages at a rate to a topic, and a pipeline serves them with one worker. Exits with 1 when they
 * differ by more than 25 % at a utilisation of at most 0.7.
 *
 * <p>The way of messages that come alike and are not served, measured before, is added to the
 * prediction.
 */
public final class PlanBenchmark {
  private static final String WAY = "20";
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
    double rate = utilisation / service;
    Target target = new Target(broker, topic, folder, options[0]);
    double way = way(target, rate, measured);
    long sent = target.generate(rate, seconds);
    await(() -> measured.latencies().length >= sent);
    System.exit(
        tell(utilisation, service, sent / Double.parseDouble(seconds), way, measured) ? 0 : 1);
  }

  /**
   * The mean time from the sending of a message to its arrival at the pipeline, in seconds: of
   * messages that come as those to be served do, after as many that warm the pipeline up.
   */
  private static double way(Target target, double rate, ServedTopic.Measured measured)
      throws Exception {
    long warm = target.generate(rate, WAY);
    await(() -> measured.ways().length >= warm);
    long all = warm + target.generate(rate, WAY);
    await(() -> measured.ways().length >= all);
    measured.serve();
    return mean(Arrays.stream(measured.ways()).skip(warm).toArray());
  }

  private static void await(BooleanSupplier done) throws InterruptedException {
    while (!done.getAsBoolean()) {
      Thread.sleep(BETWEEN);
    }
  }

  /** A topic to which messages are sent, and how. */
  private record Target(String broker, String topic, Path folder, String runner) {
    /** Sends messages for some seconds; the result is how many. */
    long generate(double rate, String seconds) throws Exception {
      Path log = folder.resolve(topic + ".log");
      try (PrintStream out = new PrintStream(Files.newOutputStream(log), true, UTF_8)) {
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
                out,
                out,
                InstantSource.system());
        if (status != ExitStatus.DONE) {
          throw new IllegalStateException("generate failed; see " + log);
        }
      }
      String summary = folder.resolve(topic).resolve("summary.json").toString();
      return JsonFile.read(summary, JsonNode.class).get("messages").asLong();
    }
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
    double replayed = way + replayed(measured.sent(), services);
    double miss = mean / predicted - 1;
    boolean isRight = utilisation > HIGHEST || Math.abs(miss) <= ALLOWED;
    System.out.printf(
        "utilisation %.2f: %,6d events, %.1f a second, served in %.1f ms; mean latency %6.1f ms,"
            + " predicted %6.1f ms (%+.0f %%), from the parameters alone %6.1f ms, by a replay of"
            + " these arrivals %6.1f ms; way %.1f ms%s%n",
        queue.utilisation(),
        services.length,
        rate,
        1000 * mean(services),
        1000 * mean,
        1000 * predicted,
        100 * miss,
        1000 * given,
        1000 * replayed,
        1000 * way,
        isRight ? "" : "  TOO FAR");
    return isRight;
  }

  /** The mean latency of just these arrivals and services before one worker (Lindley, 1952). */
  private static double replayed(double[] sent, double[] services) {
    double end = 0;
    double sum = 0;
    for (int message = 0; message < sent.length; message++) {
      end = Math.max(end, sent[message]) + services[message];
      sum += end - sent[message];
    }
    return sum / sent.length;
  }

  private static double mean(double... numbers) {
    return Arrays.stream(numbers).average().orElseThrow();
  }
}

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
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Compares the mean latency that a plan predicts with that of a run: {@code generate} sends
 * messages at a rate to a topic, and a pipeline serves them with one worker. Exits with 1 when they
 * differ by more than 25 % at a utilisation of at most 0.7.
 *
 * <p>What the runner adds to a queue is measured before, on other messages that come alike, and
 * added to the prediction: the mean by which their latency is longer than a replay of their
 * arrivals and services before one worker says.
 */
public final class PlanBenchmark {
  private static final String BEFORE = "30";
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
    ServedTopic.start(PipelineOptionsFactory.fromArgs(options).create(), broker, topic, service);
    double rate = utilisation / service;
    Target target = new Target(broker, topic, folder, options[0]);
    served(target, rate, BEFORE, 1);
    Served before = served(target, rate, BEFORE, 2);
    double way = before.meanLatency() - before.replayed();
    Served run = served(target, rate, seconds, 3);
    double sent = run.messages().size() / Double.parseDouble(seconds);
    System.exit(tell(utilisation, service, sent, way, run) ? 0 : 1);
  }

  /** Sends messages for some seconds and waits until all are served. */
  private static Served served(Target target, double rate, String seconds, long seed)
      throws Exception {
    long before = ServedTopic.count();
    long all = before + target.generate(rate, seconds, seed);
    while (ServedTopic.count() < all) {
      Thread.sleep(BETWEEN);
    }
    return ServedTopic.after(before);
  }

  /** A topic to which messages are sent, and how. */
  private record Target(String broker, String topic, Path folder, String runner) {
    /** Sends messages for some seconds; the result is how many. */
    long generate(double rate, String seconds, long seed) throws Exception {
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
                  "--seed=" + seed,
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
      double utilisation, double service, double rate, double way, Served run) {
    double given =
        way
            + new WorkerQueue(new Line(utilisation / service, new ExponentialTime(service)), 1)
                .latency(SEED)
                .mean();
    WorkerQueue queue = new WorkerQueue(new Line(rate, MeasuredTimes.of(run.services())), 1);
    double predicted = way + queue.latency(SEED).mean();
    double mean = run.meanLatency();
    double replayed = way + run.replayed();
    double miss = mean / predicted - 1;
    boolean isRight = utilisation > HIGHEST || Math.abs(miss) <= ALLOWED;
    System.out.printf(
        "utilisation %.2f: %,6d events, %.1f a second, served in %.1f ms; mean latency %6.1f ms,"
            + " predicted %6.1f ms (%+.0f %%), from the parameters alone %6.1f ms, by a replay of"
            + " these arrivals %6.1f ms; way %.1f ms%s%n",
        queue.utilisation(),
        run.messages().size(),
        rate,
        1000 * run.meanService(),
        1000 * mean,
        1000 * predicted,
        100 * miss,
        1000 * given,
        1000 * replayed,
        1000 * way,
        isRight ? "" : "  TOO FAR");
    return isRight;
  }
}

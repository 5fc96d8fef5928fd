package dev.catchment.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/**
 * Live jobs on embedded Flink, a broker and a load on one machine, each in a process of its own.
 * The figures are those that the job gives at its metrics port, and the CPU of its process.
 *
 * <p>Prints for each job whether it keeps up with a rate, and the time from event to output at half
 * of it; then the cost of an event and the state of a person as the number of people grows.
 */
public final class LiveBenchmark {
  private static final Path FOLDER = Path.of("benchmarks/target/live").toAbsolutePath();
  private static final int PARTITIONS = 4;
  private static final int WARM_SECONDS = 20;
  private static final long PATIENCE_SECONDS = 900;
  private static final int TICKS_PER_SECOND = 100;
  private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)(?:\\{(.*)\\})? (\\S+)$");
  private static final Pattern MOST_STATE =
      Pattern.compile("at most ([\\d,]+) KB are kept of a person");
  private static final Pattern BOUND = Pattern.compile("le=\"([^\"]+)\"");

  private final int seconds;
  private final int rate;
  private String brokers = "";

  private LiveBenchmark(int seconds, int rate) {
    this.seconds = seconds;
    this.rate = rate;
  }

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    int rate = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
    new LiveBenchmark(seconds, rate).run();
  }

  /** An interrupted benchmark leaves no process. */
  private static void killAll() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  private static List<String> chosen(String variable, String otherwise) {
    return Splitter.on(' ')
        .omitEmptyStrings()
        .splitToList(System.getenv().getOrDefault(variable, otherwise));
  }

  private void run() throws Exception {
    delete(FOLDER);
    Files.createDirectories(FOLDER);
    Process broker = startBroker();
    Runtime.getRuntime().addShutdownHook(new Thread(LiveBenchmark::killAll));
    try {
      for (String job : chosen("LIVE_JOBS", "live monitor")) {
        rates(job);
      }
      keys();
    } finally {
      broker.destroyForcibly().waitFor();
    }
  }

  /** Whether a job keeps up with the rate, and its latency at half of it. */
  private void rates(String name) throws Exception {
    try (Job job = new Job(name, 100_000)) {
      job.warm();
      Phase full = job.phase(rate);
      print(
          "%s at %,d a second: %,.0f read a second, %,.0f unread at the end (%.1f s of load), %.1f µs of CPU an event",
          name, rate, full.perSecond(), full.lag(), full.lag() / rate, full.microseconds());
      print("  event to output: %.2f s, 99 %%: %.2f s", full.quantile(0.5), full.quantile(0.99));
      job.drained();
      Phase half = job.phase(rate / 2);
      print(
          "%s at %,d a second: event to output %.2f s, 99 %%: %.2f s, of %,.0f outputs",
          name, rate / 2, half.quantile(0.5), half.quantile(0.99), half.outputs());
    }
  }

  /** The cost of an event and the state of a person by the number of people. */
  private void keys() throws Exception {
    double first = 0;
    for (String people : chosen("LIVE_KEYS", "10000 100000 1000000")) {
      int count = Integer.parseInt(people);
      try (Job job = new Job("live", count)) {
        job.warm();
        Phase phase = job.phase(rate / 2);
        first = first == 0 ? phase.microseconds() : first;
        print(
            "%,d people at %,d a second: %.1f µs of CPU an event (%.2f times), %.2f outputs an event, %,.0f bytes of state a person on average, %s KB at most",
            count,
            rate / 2,
            phase.microseconds(),
            phase.microseconds() / first,
            phase.outputs() / phase.events(),
            (double) job.stateBytes() / count,
            job.mostState());
      }
    }
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /** What was measured while a load went on. */
  private record Phase(
      double seconds, double cpu, Map<String, Double> before, Map<String, Double> after) {
    private double added(String name) {
      return after.getOrDefault(name, 0.0) - before.getOrDefault(name, 0.0);
    }

    double events() {
      return added("catchment_live_read_records_total");
    }

    double perSecond() {
      return events() / seconds;
    }

    double microseconds() {
      return cpu * 1e6 / events();
    }

    double lag() {
      return after.getOrDefault("catchment_live_lag_records", 0.0);
    }

    double outputs() {
      return added("catchment_live_latency_seconds_count");
    }

    /** Interpolated in the bucket that it falls into. */
    double quantile(double share) {
      double rank = share * outputs();
      double from = 0;
      double below = 0;
      for (double bound : bounds()) {
        double count = added("le" + bound);
        if (count >= rank && count > below) {
          return from + (bound - from) * (rank - below) / (count - below);
        }
        from = bound;
        below = count;
      }
      return from;
    }

    private double[] bounds() {
      return after.keySet().stream()
          .filter(name -> name.startsWith("le"))
          .mapToDouble(name -> Double.parseDouble(name.substring(2)))
          .filter(Double::isFinite)
          .sorted()
          .toArray();
    }
  }

  /** A job that runs, and its load. */
  private final class Job implements AutoCloseable {
    private final Path folder;
    private final Process process;
    private final LiveLoad load;
    private final URI metrics;
    private final int people;

    Job(String name, int people) throws Exception {
      this.people = people;
      this.folder = Files.createTempDirectory(FOLDER, name + "-" + people + "-");
      String topic = folder.getFileName().toString();
      createTopic(topic);
      createTopic(topic + "-out");
      int port = freePort();
      this.metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
      String address = "kafka://" + brokers + "/" + topic;
      List<String> command =
          new ArrayList<>(
              List.of(
                  "./catchment",
                  name,
                  "--config=benchmarks/live.yaml",
                  "--runner=flink",
                  "--input=" + address,
                  (name.equals("live") ? "--to=" : "--alerts=") + address + "-out",
                  "--key=" + FOLDER.resolve("key.json"),
                  "--stateBackendStoragePath=" + folder.resolve("state").toUri(),
                  "--metricsPort=" + port));
      command.addAll(chosen("LIVE_OPTIONS", ""));
      this.process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      this.load = new LiveLoad(brokers, topic, people);
    }

    /** Lets everybody be seen once, and Java compile. */
    void warm() throws Exception {
      long count = Math.max(WARM_SECONDS * rate, people);
      await(() -> !read().isEmpty());
      load.sendAll(count);
      await(() -> read().getOrDefault("catchment_live_read_records_total", 0.0) >= count);
      load.send(rate / 2, 10);
      drained();
    }

    /** Waits until everything is read. */
    void drained() throws Exception {
      await(() -> read().getOrDefault("catchment_live_lag_records", 1e9) < rate / 10.0);
    }

    Phase phase(int perSecond) throws Exception {
      Map<String, Double> before = read();
      double cpu = cpu();
      long start = System.nanoTime();
      load.send(perSecond, seconds);
      Map<String, Double> after = read();
      return new Phase((System.nanoTime() - start) / 1e9, cpu() - cpu, before, after);
    }

    /** The bytes of the last checkpoint, with what it shares with those before. */
    long stateBytes() {
      return bytes(folder.resolve("state").toFile());
    }

    /** The most that is kept of a person, as the job says when it starts. */
    String mostState() throws IOException {
      Matcher note = MOST_STATE.matcher(Files.readString(folder.resolve("log")));
      return note.find() ? note.group(1) : "?";
    }

    /** Sums of the values by name; the buckets of the latency by their bounds. */
    private Map<String, Double> read() {
      Map<String, Double> values = new TreeMap<>();
      Matcher sample = SAMPLE.matcher(get());
      while (sample.find()) {
        Matcher bound = BOUND.matcher(sample.group(2) == null ? "" : sample.group(2));
        String name =
            sample.group(1).equals("catchment_live_latency_seconds_bucket") && bound.find()
                ? "le"
                    + (bound.group(1).equals("+Inf") ? "Infinity" : Double.valueOf(bound.group(1)))
                : sample.group(1);
        values.merge(name, Double.valueOf(sample.group(3)), Double::sum);
      }
      return values;
    }

    private String get() {
      try (var in = metrics.toURL().openStream()) {
        return new String(in.readAllBytes(), UTF_8);
      } catch (IOException notYet) {
        return "";
      }
    }

    private double cpu() throws IOException {
      String stat = Files.readString(Path.of("/proc", "" + process.pid(), "stat"));
      List<String> fields = Splitter.on(' ').splitToList(stat.substring(stat.lastIndexOf(')') + 2));
      return (Double.parseDouble(fields.get(11)) + Double.parseDouble(fields.get(12)))
          / TICKS_PER_SECOND;
    }

    private void await(BooleanSupplier isSo) throws Exception {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (!isSo.getAsBoolean()) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IllegalStateException("see " + folder.resolve("log"));
        }
        Thread.sleep(500);
      }
    }

    @Override
    public void close() {
      load.close();
      process.destroy();
      process.onExit().completeOnTimeout(process, 60, TimeUnit.SECONDS).join();
      process.destroyForcibly().onExit().join();
      delete(folder.resolve("state"));
    }
  }

  private Process startBroker() throws Exception {
    int port = freePort();
    int controller = freePort();
    brokers = "127.0.0.1:" + port;
    Path settings = FOLDER.resolve("server.properties");
    Files.writeString(
        settings,
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
        log.dirs=%3$s
        offsets.topic.replication.factor=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        """
            .formatted(port, controller, FOLDER.resolve("broker")));
    java(
            "kafka.tools.StorageTool",
            "format",
            "-t",
            Uuid.randomUuid().toString(),
            "-c",
            settings.toString())
        .waitFor();
    Process broker = java("kafka.Kafka", settings.toString());
    try (Admin admin = admin()) {
      admin.describeCluster().nodes().get(120, TimeUnit.SECONDS);
    }
    return broker;
  }

  private static Process java(String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"), main));
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(FOLDER.resolve("broker.log").toFile()))
        .start();
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", brokers));
  }

  private void createTopic(String topic) throws Exception {
    try (Admin admin = admin()) {
      admin
          .createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
          .all()
          .get(60, TimeUnit.SECONDS);
    }
  }

  /** Of all files, as far as they are still there. */
  private static long bytes(File file) {
    File[] inside = file.listFiles();
    return inside == null
        ? file.length()
        : Arrays.stream(inside).mapToLong(LiveBenchmark::bytes).sum();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path folder) {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

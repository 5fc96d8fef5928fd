package dev.catchment.runners.flink;

import static com.google.common.collect.Multisets.difference;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Multiset;
import dev.catchment.runners.BundleChecks;
import dev.catchment.runners.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;

/**
 * From topic to topic, and from topic to alerts, on a cluster whose parts are killed under load:
 * every message of the input is in the output once, and every alert is told once, as without the
 * kills. The broker is away for a whole minute.
 */
public class LiveClusterIT {
  private static final Path LOGS = Path.of("target/live-logs").toAbsolutePath();
  private static final Duration AWAY = Duration.ofMinutes(1);
  private static final TemporaryFolder FOLDER = new TemporaryFolder();
  private static final Processes PROCESSES =
      new Processes(LOGS, SessionCluster.environment(LOGS.resolve("conf")));
  private static final ObjectMapper JSON = new ObjectMapper();

  @ClassRule public static final RuleChain RULES = RuleChain.outerRule(FOLDER).around(PROCESSES);

  private static final SessionCluster CLUSTER = new SessionCluster(PROCESSES, LOGS.resolve("conf"));
  private static Broker broker;

  @BeforeClass
  public static void start() throws Exception {
    Path folder = FOLDER.getRoot().toPath();
    broker = new Broker(PROCESSES, folder.resolve("broker"));
    broker.start(
        Map.of("orders", 2, "events", 2, "rejected", 1, "quality", 1, "alerts", 2, "values", 2));
    CLUSTER.withRecovery(folder.resolve("state")).start("first", "second");
    configure("warning");
  }

  @AfterClass
  public static void stop() {
    broker.close();
  }

  private static void configure(String severity) throws Exception {
    Files.writeString(
        config(),
        """
        version: 1
        sources:
          orders:
            format: json
            input: kafka://%s/orders
            map: {messageId: id, timestamp: time}
            identifiers: {customer: customer}
            fields:
              properties.worth: {column: worth, type: decimal}
            expect:
              known: {field: identifiers.customer, notNull: true}
        monitors:
          customers:
            key: identifiers.customer
            window: {tumbling: 1s}
            lateness: 10m
            metrics: {worth: {sum: properties.worth}}
            alerts:
              much:
                metric: worth
                detector: threshold
                settings: {above: %d}
                severity: %s
        """
            .formatted(broker.address(), OrderAlerts.LIMIT, severity));
  }

  @Test
  public void everyMessageAndEveryAlertIsThereOnceThoughAllPartsAreKilled() throws Exception {
    try (Orders orders = new Orders(broker)) {
      orders.start();
      List<String> jobs = new ArrayList<>();
      jobs.add(launch("collect", collect("--rejected=" + topic("rejected"))));
      jobs.add(launch("monitor", monitor()));
      awaitOutputs(500, 5);
      for (int round = 0; round < 3; round++) {
        killTaskManager(jobs, "spare-" + round);
      }
      CLUSTER.replaceJobManager("job-manager-2");
      awaitProgress(jobs);
      broker.kill();
      LockSupport.parkNanos(AWAY.toNanos());
      broker.start();
      awaitProgress(jobs);
      orders.pause();
      assertOnce(orders);

      String collected = CLUSTER.stop(jobs.get(0));
      String monitored = CLUSTER.stop(jobs.get(1));
      orders.repeat(100);
      orders.start();
      configure("critical");
      launch(
          "changed-collect",
          collect(
              "--rejected=" + topic("rejected"),
              "--expectations=" + topic("quality"),
              "--expectEvery=2s",
              "--savepointPath=" + collected));
      launch("changed-monitor", monitor("--savepointPath=" + monitored));
      awaitOutputs(events().size() + 500, alerts().size() + 5);
      orders.pause();
      assertOnce(orders);
    }
  }

  private static void killTaskManager(List<String> jobs, String spare) {
    String name = new TreeSet<>(CLUSTER.taskManagers()).first();
    CLUSTER.kill(name);
    CLUSTER.startTaskManager(spare);
    awaitProgress(jobs);
  }

  /** Waits until the jobs run and their outputs grow. */
  private static void awaitProgress(List<String> jobs) {
    for (String job : jobs) {
      Processes.await("the job to run", () -> CLUSTER.state(job).equals("RUNNING"));
    }
    awaitOutputs(events().size() + 200, alerts().size() + 5);
  }

  private static void awaitOutputs(int events, int alerts) {
    await("events", events, LiveClusterIT::events);
    await("alerts", alerts, LiveClusterIT::alerts);
  }

  private static void await(String what, int count, Supplier<List<String>> now) {
    Processes.await(
        count + " messages of " + what,
        () -> {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
          return now.get().size() >= count;
        });
  }

  private static List<String> events() {
    return broker.committed("events");
  }

  private static List<String> alerts() {
    return broker.committed("alerts");
  }

  private static List<String> values() {
    return broker.committed("values");
  }

  private static void assertOnce(Orders orders) throws Exception {
    int sent = orders.sent().size();
    await("events", sent, LiveClusterIT::events);
    Map<Integer, Integer> times = new TreeMap<>();
    for (String message : events()) {
      JsonNode event = JSON.readTree(message);
      times.merge(event.path("messageId").asInt(), 1, Integer::sum);
    }
    List<Integer> missing =
        IntStream.range(0, sent).filter(id -> !times.containsKey(id)).boxed().toList();
    List<Integer> doubled =
        times.entrySet().stream().filter(id -> id.getValue() > 1).map(Map.Entry::getKey).toList();
    assertEquals("missing, then doubled", List.of(List.of(), List.of()), List.of(missing, doubled));
    assertEquals(sent, times.size());
    assertTrue(orders.poison() > 0);
    assertEquals(orders.poison(), broker.committed("rejected").size());
    awaitEqual(OrderAlerts.values(orders.sent()), () -> OrderAlerts.lastValues(values()));
    awaitEqual(OrderAlerts.of(orders.sent()), () -> OrderAlerts.told(alerts()));
  }

  /** Waits for corrections, too: of orders that came late. */
  private static void awaitEqual(
      Multiset<OrderAlerts.Word> right, Supplier<Multiset<OrderAlerts.Word>> told) {
    Processes.await(
        () ->
            "missing " + difference(right, told.get()) + ", wrong " + difference(told.get(), right),
        () -> {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
          return told.get().equals(right);
        });
  }

  private static List<String> collect(String... more) {
    return job(List.of("collect", "--streaming", "--to=" + topic("events")), more);
  }

  private static List<String> monitor(String... more) {
    return job(
        List.of("monitor", "--alerts=" + topic("alerts"), "--values=" + topic("values")), more);
  }

  private static List<String> job(List<String> command, String... more) {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(List.of("--config=" + config(), "--parallelism=2", "--attachedMode=false"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static String launch(String name, List<String> arguments) {
    Set<String> before = jobs();
    PROCESSES.run("launcher-" + name, CLUSTER.launch(BundleChecks.bundle("flink"), arguments));
    Set<String> after = jobs();
    after.removeAll(before);
    assertEquals(PROCESSES.said("launcher-" + name), 1, after.size());
    return after.iterator().next();
  }

  private static Set<String> jobs() {
    Set<String> jobs = new TreeSet<>();
    CLUSTER.get("/jobs/overview").path("jobs").forEach(job -> jobs.add(job.path("jid").asText()));
    return jobs;
  }

  private static Path config() {
    return FOLDER.getRoot().toPath().resolve("catchment.yaml");
  }

  private static String topic(String name) {
    return "kafka://" + broker.address() + "/" + name;
  }
}

package dev.catchment.runners.flink;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.stream.IntStream;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;

/**
 * From topic to topic on a cluster whose parts are killed under load: every message of the input is
 * in the output once. The broker is away for a whole minute.
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
    broker.start(Map.of("orders", 2, "events", 2, "rejected", 1, "quality", 1));
    CLUSTER.withRecovery(folder.resolve("state")).start("first", "second");
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
            expect:
              known: {field: identifiers.customer, notNull: true}
        """
            .formatted(broker.address()));
  }

  @AfterClass
  public static void stop() {
    broker.close();
  }

  @Test
  public void everyMessageIsThereOnceThoughAllPartsAreKilled() throws Exception {
    try (Orders orders = new Orders(broker)) {
      orders.start();
      String job = launch("live", collect("--rejected=" + topic("rejected")));
      awaitOutput(500);
      for (int round = 0; round < 3; round++) {
        killTaskManager(job, "spare-" + round);
      }
      CLUSTER.replaceJobManager("job-manager-2");
      awaitProgress(job);
      broker.kill();
      LockSupport.parkNanos(AWAY.toNanos());
      broker.start();
      awaitProgress(job);
      orders.pause();
      assertOnce(orders);

      String savepoint = CLUSTER.stop(job);
      orders.repeat(100);
      orders.start();
      job =
          launch(
              "changed",
              collect(
                  "--rejected=" + topic("rejected"),
                  "--expectations=" + topic("quality"),
                  "--expectEvery=2s",
                  "--savepointPath=" + savepoint));
      awaitProgress(job);
      orders.pause();
      assertOnce(orders);
    }
  }

  private static void killTaskManager(String job, String spare) {
    String name = new TreeSet<>(CLUSTER.taskManagers()).first();
    CLUSTER.kill(name);
    CLUSTER.startTaskManager(spare);
    awaitProgress(job);
  }

  /** Waits until the job runs and its output grows. */
  private static void awaitProgress(String job) {
    Processes.await("the job to run", () -> CLUSTER.state(job).equals("RUNNING"));
    awaitOutput(output().size() + 200);
  }

  private static void awaitOutput(int messages) {
    Processes.await(
        messages + " messages of output",
        () -> {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
          return output().size() >= messages;
        });
  }

  private static List<String> output() {
    return broker.committed("events");
  }

  private static void assertOnce(Orders orders) throws Exception {
    int sent = orders.sent().size();
    awaitOutput(sent);
    Map<Integer, Integer> times = new TreeMap<>();
    for (String message : output()) {
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
  }

  private static List<String> collect(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "collect",
                "--config=" + config(),
                "--streaming",
                "--to=" + topic("events"),
                "--parallelism=2",
                "--attachedMode=false"));
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

package dev.catchment.runners.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.catchment.runners.BundleChecks;
import dev.catchment.runners.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;

/**
 * From topic to topic on a cluster whose parts are killed under load: every message of the input is
 * in the output once.
 */
public class LiveClusterIT {
  private static final Path LOGS = Path.of("target/live-logs").toAbsolutePath();
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
        folder.resolve("catchment.yaml"),
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

  @Test
  public void everyMessageIsThereOnceThoughAllPartsAreKilled() throws Exception {
    String job;
    try (Load load = new Load(0)) {
      job = launch("live", List.of("--rejected=" + topic("rejected")));
      awaitOutput(500);
      for (int round = 0; round < 3; round++) {
        killTaskManager(job, "spare-" + round);
      }
      CLUSTER.replaceJobManager("job-manager-2");
      awaitProgress(job);
      broker.kill();
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
      broker.start();
      awaitProgress(job);
      load.stop();
      awaitOutput(load.orders());
      assertOnce(load.orders());
      assertEquals(load.poison(), broker.committed("rejected").size());
      assertTrue(load.poison() > 0);

      String savepoint = CLUSTER.stop(job);
      load.repeat(100);
      try (Load second = new Load(load.orders())) {
        job =
            launch(
                "changed",
                List.of(
                    "--rejected=" + topic("rejected"),
                    "--expectations=" + topic("quality"),
                    "--expectEvery=2s",
                    "--savepointPath=" + savepoint));
        awaitOutput(load.orders() + 500);
        second.stop();
        awaitOutput(load.orders() + second.orders());
        assertOnce(load.orders() + second.orders());
        assertEquals(load.poison() + second.poison(), broker.committed("rejected").size());
      }
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
    awaitOutput(output() + 200);
  }

  private static void awaitOutput(int messages) {
    Processes.await(
        messages + " messages of output",
        () -> {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
          return output() >= messages;
        });
  }

  private static int output() {
    return broker.committed("events").size();
  }

  private static void assertOnce(int orders) throws Exception {
    Map<Integer, Integer> times = new TreeMap<>();
    for (String message : broker.committed("events")) {
      JsonNode event = JSON.readTree(message);
      times.merge(event.path("messageId").asInt(), 1, Integer::sum);
    }
    List<Integer> missing =
        IntStream.range(0, orders).filter(id -> !times.containsKey(id)).boxed().toList();
    List<Integer> doubled =
        times.entrySet().stream().filter(id -> id.getValue() > 1).map(Map.Entry::getKey).toList();
    assertEquals("missing, then doubled", List.of(List.of(), List.of()), List.of(missing, doubled));
    assertEquals(orders, times.size());
  }

  private static String launch(String name, List<String> more) {
    Set<String> before = jobs();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "collect",
                "--config=" + FOLDER.getRoot().toPath().resolve("catchment.yaml"),
                "--streaming",
                "--to=" + topic("events"),
                "--parallelism=2",
                "--attachedMode=false"));
    arguments.addAll(more);
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

  private static String topic(String name) {
    return "kafka://" + broker.address() + "/" + name;
  }

  /**
   * Sends orders with ascending ids, every tenth twice, and a message that is none after each 50.
   */
  private static final class Load implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread thread = new Thread(this::send, "load");
    private final int first;
    private volatile boolean isStopped;
    private final AtomicInteger orders = new AtomicInteger();
    private final AtomicInteger poison = new AtomicInteger();

    Load(int first) {
      this.first = first;
      Map<String, Object> clients = broker.clients();
      clients.put("enable.idempotence", "true");
      clients.put("delivery.timeout.ms", "300000");
      producer = new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer());
      thread.start();
    }

    private void send() {
      while (!isStopped) {
        int id = first + orders.get();
        send(id);
        if (id % 10 == 0) {
          send(id);
        }
        if (id % 50 == 0) {
          var unused = producer.send(new ProducerRecord<>("orders", "poison".getBytes(UTF_8)));
          poison.incrementAndGet();
        }
        orders.incrementAndGet();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
      }
      producer.flush();
    }

    private void send(int id) {
      String order =
          "{\"id\":\"%d\",\"time\":\"%s\",\"customer\":\"c%d\"}"
              .formatted(id, Instant.now(), id % 100);
      var unused = producer.send(new ProducerRecord<>("orders", order.getBytes(UTF_8)));
    }

    /** Sends the last orders again. */
    void repeat(int last) {
      for (int id = first + orders.get() - last; id < first + orders.get(); id++) {
        send(id);
      }
      producer.flush();
    }

    void stop() {
      isStopped = true;
      Uninterruptibles.joinUninterruptibly(thread);
    }

    int orders() {
      return orders.get();
    }

    int poison() {
      return poison.get();
    }

    @Override
    public void close() {
      stop();
      producer.close();
    }
  }
}

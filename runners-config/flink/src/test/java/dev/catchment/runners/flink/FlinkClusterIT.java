package dev.catchment.runners.flink;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchment.runners.BundleChecks;
import dev.catchment.runners.Processes;
import dev.catchment.runners.ShopJobs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;

/** The bundle on a stock Flink cluster, submitted by Flink's client and by the launcher. */
public class FlinkClusterIT {
  private static final Path LOGS = Path.of("target/cluster-logs").toAbsolutePath();
  private static final TemporaryFolder FOLDER = new TemporaryFolder();
  private static final Processes PROCESSES =
      new Processes(LOGS, SessionCluster.environment(LOGS.resolve("conf")));

  @ClassRule public static final RuleChain RULES = RuleChain.outerRule(FOLDER).around(PROCESSES);

  private static final SessionCluster CLUSTER = new SessionCluster(PROCESSES, LOGS.resolve("conf"));
  private static ShopJobs jobs;
  private static SortedMap<String, String> expected;

  @BeforeClass
  public static void startAndRunDirectly() {
    CLUSTER.start("first", "second");
    jobs = new ShopJobs(FOLDER.getRoot().toPath());
    expected = jobs.runDirectly(PROCESSES);
  }

  @After
  public void takeAwayWhatAFailedTestLeft() {
    jobs.take();
  }

  @Test
  public void theClusterIsOfTheVersionOfTheProject() {
    Path jar = Path.of("cluster/target/lib", "flink-runtime-%s.jar".formatted(version()));
    assertTrue(jar + " is missing", Files.exists(jar));
  }

  @Test
  public void theBundleGivesTheBytesOfTheDirectRunner() {
    jobs.commands()
        .forEach(
            (name, job) ->
                PROCESSES.run("flink-" + name, CLUSTER.run(BundleChecks.bundle("flink"), job)));
    assertEquals(List.of(), ShopJobs.differences(expected, jobs.take()));
  }

  @Test
  public void theLauncherStagesTheBundleAlone() throws Exception {
    Process launcher = launch("launcher-collect");
    try {
      Worker working = awaitWorking(launcher);
      AtomicReference<Set<Long>> jars = new AtomicReference<>();
      Processes.await(
          "the jars of the job",
          () -> {
            jars.set(CLUSTER.jars(working.job()));
            return !jars.get().isEmpty();
          });
      assertEquals(Set.of(Files.size(BundleChecks.bundle("flink"))), jars.get());
      PROCESSES.expectDone("launcher-collect", launcher);
      assertEquals(List.of(), ShopJobs.differences(collected(), jobs.take()));
    } finally {
      launcher.destroyForcibly();
    }
  }

  @Test
  public void anInterruptedJobIsCancelledOnTheCluster() throws Exception {
    assertCancelled("INT", 130);
    assertCancelled("TERM", 143);
  }

  private static void assertCancelled(String signal, int status) throws Exception {
    Process launcher = launch("launcher-" + signal);
    try {
      Worker working = awaitWorking(launcher);
      new ProcessBuilder("kill", "-" + signal, "" + launcher.pid()).start().waitFor();
      assertEquals(PROCESSES.said("launcher-" + signal), status, Processes.exitStatus(launcher));
      Processes.await(
          "the job to be cancelled", () -> CLUSTER.state(working.job()).equals("CANCELED"));
      assertFalse("something is left", Files.exists(FOLDER.getRoot().toPath().resolve("out")));
    } finally {
      launcher.destroyForcibly();
    }
  }

  private static Process launch(String name) throws Exception {
    return jobs.launchCollect(
        LOGS.resolve(name + ".log"),
        List.of("--runner=flink", "--flinkMaster=" + CLUSTER.address()),
        Map.of());
  }

  @Test
  public void aKilledTaskManagerLosesNothing() {
    Process client =
        PROCESSES.start(
            "killed-collect",
            CLUSTER.run(BundleChecks.bundle("flink"), jobs.commands().get("collect")));
    try {
      Worker killed = awaitWorking(client);
      CLUSTER.kill(killed.name());
      CLUSTER.startTaskManager("replacement-of-" + killed.name());
      PROCESSES.expectDone("killed-collect", client);
      Processes.await("the end of the job", () -> CLUSTER.state(killed.job()).equals("FINISHED"));
      Processes.await("a failed task in the job's history", () -> CLUSTER.hasFailed(killed.job()));
      assertEquals(List.of(), ShopJobs.differences(collected(), jobs.take()));
    } finally {
      Processes.kill(client);
    }
  }

  private static Worker awaitWorking(Process client) {
    AtomicReference<Worker> working = new AtomicReference<>();
    Processes.await(
        "a task manager in the middle of its work",
        () -> {
          assertTrue("the client has ended", client.isAlive());
          findWorking().ifPresent(working::set);
          return working.get() != null;
        });
    return working.get();
  }

  /** A task manager that has ended some tasks of the running job and is at work on others. */
  private static Optional<Worker> findWorking() {
    for (JsonNode job : CLUSTER.get("/jobs/overview").path("jobs")) {
      if (!job.path("state").asText().equals("RUNNING")) {
        continue;
      }
      String id = job.path("jid").asText();
      Map<String, int[]> counts = new TreeMap<>();
      for (JsonNode vertex : CLUSTER.get("/jobs/" + id).path("vertices")) {
        String path = "/jobs/" + id + "/vertices/" + vertex.path("id").asText() + "/taskmanagers";
        for (JsonNode worker : CLUSTER.get(path).path("taskmanagers")) {
          int[] count =
              counts.computeIfAbsent(worker.path("taskmanager-id").asText(), name -> new int[2]);
          count[0] += worker.path("status-counts").path("FINISHED").asInt();
          count[1] += worker.path("status-counts").path("RUNNING").asInt();
        }
      }
      for (Map.Entry<String, int[]> worker : counts.entrySet()) {
        if (worker.getValue()[0] > 0 && worker.getValue()[1] > 0) {
          return Optional.of(new Worker(id, worker.getKey()));
        }
      }
    }
    return Optional.empty();
  }

  private record Worker(String job, String name) {}

  private static SortedMap<String, String> collected() {
    return jobs.onlyCollected(expected);
  }

  private static String version() {
    return System.getProperty("flink");
  }
}

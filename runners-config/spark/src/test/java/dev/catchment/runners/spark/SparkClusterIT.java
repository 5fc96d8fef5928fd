package dev.catchment.runners.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchment.runners.BundleChecks;
import dev.catchment.runners.Processes;
import dev.catchment.runners.ShopJobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.After;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;

/** The bundle on a stock Spark cluster, submitted by spark-submit and by the launcher. */
public class SparkClusterIT {
  private static final Path LOGS = Path.of("target/cluster-logs").toAbsolutePath();
  private static final TemporaryFolder FOLDER = new TemporaryFolder();
  private static final Processes PROCESSES =
      new Processes(
          LOGS,
          Map.of(
              "SPARK_HOME", SparkCluster.HOME.toString(),
              "SPARK_LOCAL_IP", "127.0.0.1",
              "SPARK_SCALA_VERSION", "2.12"));

  @ClassRule public static final RuleChain RULES = RuleChain.outerRule(FOLDER).around(PROCESSES);

  private static SparkCluster cluster;
  private static ShopJobs jobs;
  private static SortedMap<String, String> expected;

  @BeforeClass
  public static void startAndRunDirectly() {
    cluster = new SparkCluster(PROCESSES, FOLDER.getRoot().toPath().resolve("workers"));
    cluster.start("first", "second");
    jobs = new ShopJobs(FOLDER.getRoot().toPath());
    expected = jobs.runDirectly(PROCESSES);
  }

  @After
  public void takeAwayWhatAFailedTestLeft() {
    jobs.take();
  }

  @Test
  public void theClusterIsOfTheVersionOfTheProject() {
    Path jar =
        SparkCluster.HOME.resolve(
            "jars/spark-core_2.12-%s.jar".formatted(System.getProperty("spark")));
    assertTrue(jar + " is missing", Files.exists(jar));
  }

  @Test
  public void noClassOfTheBundleIsOneOfTheCluster() throws IOException {
    Set<String> ofCluster = new HashSet<>();
    try (Stream<Path> jars = Files.list(SparkCluster.HOME.resolve("jars"))) {
      for (Path jar : jars.toList()) {
        ofCluster.addAll(classes(jar));
      }
    }
    List<String> both = new ArrayList<>(classes(bundle()));
    both.retainAll(ofCluster);
    assertThat(both, empty());
  }

  @Test
  public void theBundleGivesTheBytesOfTheDirectRunner() {
    jobs.commands()
        .forEach(
            (name, job) ->
                PROCESSES.run(
                    "spark-" + name, cluster.submit(bundle(), job, Processes.freePort())));
    assertEquals(List.of(), ShopJobs.differences(expected, jobs.take()));
  }

  @Test
  public void theLauncherStagesTheBundleAlone() throws Exception {
    Process launcher = launch("launcher-collect");
    try {
      String application = awaitWriting(launcher);
      assertEquals(Set.of("catchment-spark-bundle.jar"), cluster.jars(application));
      PROCESSES.expectDone("launcher-collect", launcher);
      assertEquals(List.of(), ShopJobs.differences(collected(), jobs.take()));
    } finally {
      launcher.destroyForcibly();
    }
  }

  @Test
  public void anInterruptedJobEndsOnTheCluster() throws Exception {
    assertEnded("INT", 130);
    assertEnded("TERM", 143);
  }

  private static void assertEnded(String signal, int status) throws Exception {
    Process launcher = launch("launcher-" + signal);
    try {
      String application = awaitWriting(launcher);
      new ProcessBuilder("kill", "-" + signal, "" + launcher.pid()).start().waitFor();
      assertEquals(PROCESSES.said("launcher-" + signal), status, Processes.exitStatus(launcher));
      Processes.await("the end of " + application, () -> !cluster.active().contains(application));
      assertFalse("something is left", Files.exists(out()));
    } finally {
      launcher.destroyForcibly();
    }
  }

  private static Process launch(String name) throws Exception {
    return jobs.launchCollect(
        LOGS.resolve(name + ".log"),
        List.of("--runner=spark", "--sparkMaster=" + cluster.address()),
        Map.of("SPARK_LOCAL_IP", "127.0.0.1"));
  }

  /** Waits until the executors of the only application have written a file. */
  private static String awaitWriting(Process launcher) {
    Processes.await(
        "a file of the executors",
        () -> {
          assertTrue("the launcher has ended", launcher.isAlive());
          return hasStagedFile();
        });
    List<String> active = cluster.active();
    assertEquals(active.toString(), 1, active.size());
    return active.get(0);
  }

  private static boolean hasStagedFile() {
    try (Stream<Path> files = Files.walk(out())) {
      return files.anyMatch(
          file ->
              file.toString().contains("/.staging-")
                  && Files.isRegularFile(file)
                  && !file.getFileName().toString().startsWith("."));
    } catch (IOException | UncheckedIOException changing) {
      return false;
    }
  }

  private static Path out() {
    return FOLDER.getRoot().toPath().resolve("out");
  }

  @Test
  public void aKilledWorkerLosesNothing() {
    int uiPort = Processes.freePort();
    Process client =
        PROCESSES.start(
            "killed-collect", cluster.submit(bundle(), jobs.commands().get("collect"), uiPort));
    try {
      Executor executor = awaitWorking(client, uiPort);
      String killed = cluster.workerOf(executor.application(), executor.id());
      cluster.kill(killed);
      cluster.startWorker("replacement-of-" + killed);
      PROCESSES.expectDone("killed-collect", client);
      assertThat(
          PROCESSES.said("killed-collect"), containsString("Lost executor " + executor.id() + " "));
      assertEquals(List.of(), ShopJobs.differences(collected(), jobs.take()));
    } finally {
      Processes.kill(client);
    }
  }

  private static Executor awaitWorking(Process client, int uiPort) {
    AtomicReference<Executor> working = new AtomicReference<>();
    Processes.await(
        "an executor in the middle of its work",
        () -> {
          assertTrue("the client has ended", client.isAlive());
          findWorking(uiPort).ifPresent(working::set);
          return working.get() != null;
        });
    return working.get();
  }

  /** An executor that has ended some tasks and is at work on another. */
  private static Optional<Executor> findWorking(int uiPort) {
    String applications = "/api/v1/applications";
    for (JsonNode application : SparkCluster.get(uiPort, applications)) {
      String id = application.path("id").asText();
      for (JsonNode executor : SparkCluster.get(uiPort, applications + "/" + id + "/executors")) {
        if (executor.path("activeTasks").asInt() > 0
            && executor.path("completedTasks").asInt() > 0
            && !executor.path("id").asText().equals("driver")) {
          return Optional.of(new Executor(id, executor.path("id").asText()));
        }
      }
    }
    return Optional.empty();
  }

  private record Executor(String application, String id) {}

  private static SortedMap<String, String> collected() {
    return jobs.onlyCollected(expected);
  }

  private static Path bundle() {
    return BundleChecks.bundle("spark");
  }

  private static Set<String> classes(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Set<String> names = new HashSet<>();
      file.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
          .filter(name -> !name.startsWith("META-INF/"))
          .forEach(names::add);
      return names;
    }
  }
}

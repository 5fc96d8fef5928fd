package dev.catchment.runners.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.catchment.runners.Processes;
import dev.catchment.runners.ShopJobs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A stock Spark standalone cluster of several processes on loopback. */
final class SparkCluster {
  /** What {@code SPARK_HOME} is: the folder that holds {@code jars}. */
  static final Path HOME = Path.of("cluster/target").toAbsolutePath();

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Processes processes;
  private final Path folder;
  private final int port = Processes.freePort();
  private final int uiPort = Processes.freePort();
  private final Map<String, Process> workers = new HashMap<>();

  /** A cluster that has not been started, with a folder for what its workers write. */
  SparkCluster(Processes processes, Path folder) {
    this.processes = processes;
    this.folder = folder;
  }

  /** Starts a master and workers of one core each. */
  void start(String... names) {
    processes.start(
        "master",
        java(
            "-Xmx256m",
            "org.apache.spark.deploy.master.Master",
            List.of("--host", "127.0.0.1", "--port", "" + port, "--webui-port", "" + uiPort)));
    Processes.await("the master", () -> masterHas(0));
    for (String name : names) {
      startWorker(name);
    }
    Processes.await("the workers", () -> masterHas(names.length));
  }

  /** Starts a worker of one core and memory for one executor. */
  void startWorker(String name) {
    List<String> arguments = new ArrayList<>(List.of("--host", "127.0.0.1", "--cores", "1"));
    arguments.addAll(List.of("--memory", "1g", "--work-dir", folder.resolve(name).toString()));
    arguments.add(address());
    workers.put(
        name,
        processes.start(
            name, java("-Xmx256m", "org.apache.spark.deploy.worker.Worker", arguments)));
  }

  /** Kills a worker and its executors with SIGKILL. */
  void kill(String name) {
    Processes.kill(workers.remove(name));
  }

  /** The worker that an executor of an application runs on. */
  String workerOf(String application, String executor) {
    return workers.keySet().stream()
        .filter(name -> Files.exists(folder.resolve(Path.of(name, application, executor))))
        .findFirst()
        .orElseThrow();
  }

  /** The arguments of Java for {@code spark-submit}, with a port for the job's own interface. */
  List<String> submit(Path bundle, List<String> job, int jobUiPort) {
    List<String> arguments = new ArrayList<>(List.of("--master", address()));
    arguments.addAll(List.of("--conf", "spark.executor.memory=700m"));
    arguments.addAll(List.of("--conf", "spark.ui.port=" + jobUiPort));
    arguments.addAll(List.of("--class", "dev.catchment.pipelines.Catchment", bundle.toString()));
    arguments.addAll(job);
    arguments.add("--runner=SparkRunner");
    return java("-Xmx700m", "org.apache.spark.deploy.SparkSubmit", arguments);
  }

  /** The applications that the master holds to be active. */
  List<String> active() {
    return get(uiPort, "/json/").path("activeapps").findValuesAsText("id");
  }

  /** The names of the jars that the executors of an application were given. */
  Set<String> jars(String application) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().contains("/" + application + "/"))
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .collect(Collectors.toSet());
    }
  }

  /** The value of {@code --sparkMaster}. */
  String address() {
    return "spark://127.0.0.1:" + port;
  }

  /** What an interface of Spark's answers, nothing while it is not there. */
  static JsonNode get(int port, String path) {
    try {
      return JSON.readTree(URI.create("http://127.0.0.1:" + port + path).toURL());
    } catch (IOException notThere) {
      return MissingNode.getInstance();
    }
  }

  private boolean masterHas(int workersAlive) {
    JsonNode state = get(uiPort, "/json/");
    return state.path("aliveworkers").asInt(-1) == workersAlive;
  }

  private static List<String> java(String memory, String main, List<String> arguments) {
    List<String> java = new ArrayList<>(List.of(memory));
    ShopJobs.flags(Path.of("jvm.options")).stream()
        .filter(flag -> flag.startsWith("--add-opens"))
        .forEach(java::add);
    java.addAll(List.of("-cp", HOME.resolve("jars") + "/*", main));
    java.addAll(arguments);
    return java;
  }
}

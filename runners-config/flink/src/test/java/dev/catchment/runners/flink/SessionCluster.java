package dev.catchment.runners.flink;

import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.runners.Processes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A stock Flink session cluster of several processes on loopback. */
final class SessionCluster {
  private static final String LIBRARIES = Path.of("cluster/target/lib").toAbsolutePath() + "/*";
  private static final List<String> OPENS =
      List.of(
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Processes processes;
  private final Path folder;
  private final int restPort = Processes.freePort();
  private final Map<String, Process> taskManagers = new HashMap<>();
  private String more = "";
  private Process jobManager;

  /** A cluster that has not been started, with a folder for its configuration. */
  SessionCluster(Processes processes, Path folder) {
    this.processes = processes;
    this.folder = folder.toAbsolutePath();
  }

  /**
   * Has the cluster keep what a live job needs when the job manager dies: who leads and which jobs
   * there are in a ZooKeeper, which is started, and the rest in a folder.
   */
  SessionCluster withRecovery(Path state) {
    int port = Processes.freePort();
    Path settings = folder.resolve("zoo.cfg");
    write(
        settings,
        """
        dataDir=%s
        clientPort=%d
        clientPortAddress=127.0.0.1
        admin.enableServer=false
        """
            .formatted(state.resolve("zookeeper"), port));
    processes.start(
        "zookeeper",
        java(
            "-Xmx64m",
            "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain",
            List.of(settings.toString())));
    more =
        """
        high-availability.type: zookeeper
        high-availability.zookeeper.quorum: 127.0.0.1:%1$d
        high-availability.storageDir: %2$s/ha
        state.checkpoints.dir: %2$s/checkpoints
        state.savepoints.dir: %2$s/savepoints
        """
            .formatted(port, state.toUri());
    return this;
  }

  /** Starts a job manager and task managers of two slots each. */
  void start(String... names) {
    write(
        folder.resolve("config.yaml"),
        """
        jobmanager.rpc.address: 127.0.0.1
        jobmanager.rpc.port: %d
        jobmanager.bind-host: 127.0.0.1
        jobmanager.memory.process.size: 700m
        taskmanager.host: 127.0.0.1
        taskmanager.bind-host: 127.0.0.1
        taskmanager.numberOfTaskSlots: 2
        taskmanager.network.sort-shuffle.min-buffers: 64
        rest.address: 127.0.0.1
        rest.bind-address: 127.0.0.1
        rest.port: %d
        web.refresh-interval: 100
        heartbeat.interval: 1000
        heartbeat.timeout: 20000
        parallelism.default: 2
        cluster.evenly-spread-out-slots: true
        io.tmp.dirs: %s
        blob.storage.directory: %s
        %s\
        """
            .formatted(Processes.freePort(), restPort, folder, blobs(), more));
    startJobManager("job-manager");
    for (String name : names) {
      startTaskManager(name);
    }
    Processes.await(
        "the task managers",
        () -> {
          assertTrue(processes.said("job-manager"), jobManager.isAlive());
          return get("/overview", "slots-total") == 2 * names.length;
        });
  }

  private void startJobManager(String name) {
    jobManager =
        processes.start(
            name,
            java(
                "-Xmx450m",
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                List.of("--configDir", folder.toString())));
  }

  /** Kills the job manager with SIGKILL and starts another. */
  void replaceJobManager(String name) {
    Processes.kill(jobManager);
    startJobManager(name);
  }

  /** The task managers that are there. */
  Set<String> taskManagers() {
    return Set.copyOf(taskManagers.keySet());
  }

  /** Starts a task manager of two slots, with the memory that a stock one has, but for its heap. */
  void startTaskManager(String name) {
    List<String> arguments = new ArrayList<>(List.of("--configDir", folder.toString()));
    Map.of(
            "resource-id", name,
            "cpu.cores", "1.0",
            "memory.task.heap.size", "384m",
            "memory.task.off-heap.size", "0",
            "memory.framework.heap.size", "128m",
            "memory.framework.off-heap.size", "128m",
            "memory.managed.size", "128m",
            "memory.jvm-metaspace.size", "256m")
        .forEach((key, value) -> arguments.add("-Dtaskmanager." + key + "=" + value));
    for (String end : List.of("min", "max")) {
      arguments.add("-Dtaskmanager.memory.network." + end + "=128m");
      arguments.add("-Dtaskmanager.memory.jvm-overhead." + end + "=128m");
    }
    taskManagers.put(
        name,
        processes.start(
            name,
            java(
                "-Xmx512m", "org.apache.flink.runtime.taskexecutor.TaskManagerRunner", arguments)));
  }

  /** Kills a task manager with SIGKILL. */
  void kill(String name) {
    Processes.kill(taskManagers.remove(name));
  }

  /** The arguments of Java for the launcher with the bundle. */
  List<String> launch(Path bundle, List<String> job) {
    List<String> java = new ArrayList<>(List.of("-Xmx400m"));
    java.addAll(OPENS);
    java.addAll(List.of("-cp", bundle + ":" + LIBRARIES, "dev.catchment.pipelines.Catchment"));
    java.addAll(job);
    java.addAll(List.of("--runner=flink", "--flinkMaster=" + address()));
    return java;
  }

  /** The arguments of Java for {@code flink run}. */
  List<String> run(Path bundle, List<String> job) {
    List<String> arguments = new ArrayList<>(List.of("run", bundle.toString()));
    arguments.addAll(job);
    arguments.add("--runner=FlinkRunner");
    return java("-Xmx700m", "org.apache.flink.client.cli.CliFrontend", arguments);
  }

  /**
   * The bytes of each jar that the cluster has been given for a job that is running; none while a
   * file is just coming or going.
   */
  Set<Long> jars(String job) {
    Set<Long> sizes = new HashSet<>();
    try (Stream<Path> files = Files.walk(blobs())) {
      for (Path file : files.filter(path -> path.toString().contains("/job_" + job)).toList()) {
        if (Files.isRegularFile(file) && isJar(file)) {
          sizes.add(Files.size(file));
        }
      }
      return sizes;
    } catch (IOException | UncheckedIOException changing) {
      return Set.of();
    }
  }

  private Path blobs() {
    return folder.resolve("blobs");
  }

  private static boolean isJar(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return Arrays.equals("PK".getBytes(StandardCharsets.US_ASCII), bytes.readNBytes(2));
    }
  }

  /** The value of {@code --flinkMaster}. */
  String address() {
    return "127.0.0.1:" + restPort;
  }

  /** The environment that {@code flink run} finds the cluster by. */
  static Map<String, String> environment(Path folder) {
    return Map.of("FLINK_CONF_DIR", folder.toAbsolutePath().toString());
  }

  /** What the REST interface answers. */
  JsonNode get(String path) {
    try {
      return JSON.readTree(URI.create("http://" + address() + path).toURL());
    } catch (IOException notThere) {
      return JSON.createObjectNode();
    }
  }

  /** The state of a job, now. */
  String state(String job) {
    return get("/jobs/" + job + "/status").path("status").asText();
  }

  /** Whether a task of a job has failed, even if it was tried again. */
  boolean hasFailed(String job) {
    String path = "/jobs/" + job + "/exceptions";
    return !get(path).path("exceptionHistory").path("entries").isEmpty();
  }

  /** Stops a job with a savepoint; gives where that is. */
  String stop(String job) {
    String trigger =
        post("/jobs/" + job + "/stop", "{\"drain\": false}").path("request-id").asText();
    String path = "/jobs/" + job + "/savepoints/" + trigger;
    Processes.await(
        "the savepoint", () -> get(path).path("status").path("id").asText().equals("COMPLETED"));
    String place = get(path).path("operation").path("location").asText();
    assertTrue(get(path).toString(), !place.isEmpty());
    return place;
  }

  private JsonNode post(String path, String body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + address() + path))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return JSON.readTree(
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private int get(String path, String field) {
    return get(path).path(field).asInt();
  }

  private static List<String> java(String memory, String main, List<String> arguments) {
    List<String> java = new ArrayList<>(List.of(memory));
    java.addAll(OPENS);
    java.addAll(List.of("-cp", LIBRARIES, main));
    java.addAll(arguments);
    return java;
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

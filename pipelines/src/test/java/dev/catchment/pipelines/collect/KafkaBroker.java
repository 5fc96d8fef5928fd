package dev.catchment.pipelines.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A Kafka broker in a process of its own, on free ports of the loopback interface. */
public final class KafkaBroker extends ExternalResource {
  private final TemporaryFolder folder = new TemporaryFolder();
  private Process process;
  private int port;

  /** Host and port. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** The settings of a client. */
  public Map<String, Object> settings() {
    return Map.of("bootstrap.servers", address());
  }

  @Override
  protected void before() throws Throwable {
    folder.create();
    int controller;
    try (ServerSocket one = free();
        ServerSocket other = free()) {
      port = one.getLocalPort();
      controller = other.getLocalPort();
    }
    Path settings = folder.getRoot().toPath().resolve("server.properties");
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
        auto.create.topics.enable=true
        """
            .formatted(port, controller, folder.getRoot().toPath().resolve("log")));
    java(
            "kafka.tools.StorageTool",
            "format",
            "-t",
            Uuid.randomUuid().toString(),
            "-c",
            settings.toString())
        .waitFor();
    process = java("kafka.Kafka", settings.toString());
    try (Admin admin = Admin.create(settings())) {
      admin.describeCluster().nodes().get(180, TimeUnit.SECONDS);
    } catch (Exception failure) {
      String said = Files.readString(output(), UTF_8);
      after();
      throw new IllegalStateException(said, failure);
    }
  }

  private Path output() {
    return folder.getRoot().toPath().resolve("output");
  }

  private Process java(String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
        .start();
  }

  private static ServerSocket free() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @Override
  protected void after() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
    folder.delete();
  }
}

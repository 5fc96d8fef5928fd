package dev.catchment.runners.flink;

import dev.catchment.runners.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A Kafka broker in a process of its own that can be killed and started again. */
final class Broker implements AutoCloseable {
  private static final String LIBRARIES = Path.of("broker/target/lib").toAbsolutePath() + "/*";

  private final Processes processes;
  private final Path settings;
  private final int port = Processes.freePort();
  private final Map<String, Reader> readers = new HashMap<>();
  private Process process;
  private int starts;

  /** A broker that has not been started, with a folder for all that it keeps. */
  Broker(Processes processes, Path folder) {
    this.processes = processes;
    this.settings = folder.resolve("server.properties");
    try {
      Files.createDirectories(folder);
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
          offsets.topic.num.partitions=4
          transaction.state.log.replication.factor=1
          transaction.state.log.num.partitions=4
          transaction.state.log.min.isr=1
          """
              .formatted(port, Processes.freePort(), folder.resolve("log")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it for the first time, with topics of so many partitions. */
  void start(Map<String, Integer> topics) throws Exception {
    processes.run(
        "broker-format",
        java(
            "kafka.tools.StorageTool",
            "format",
            "-t",
            Uuid.randomUuid().toString(),
            "-c",
            settings.toString()));
    start();
    try (Admin admin = Admin.create(clients())) {
      admin
          .createTopics(
              topics.entrySet().stream()
                  .map(topic -> new NewTopic(topic.getKey(), topic.getValue(), (short) 1))
                  .toList())
          .all()
          .get();
    }
  }

  /** Starts it again with what it has kept. */
  void start() {
    process = processes.start("broker-" + starts++, java("kafka.Kafka", settings.toString()));
    Processes.await("the broker", this::answers);
  }

  /** Kills it with SIGKILL. */
  void kill() {
    Processes.kill(process);
  }

  private boolean answers() {
    try (Admin admin = Admin.create(clients())) {
      return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Host and port. */
  String address() {
    return "127.0.0.1:" + port;
  }

  /** The settings of clients. */
  Map<String, Object> clients() {
    Map<String, Object> clients = new HashMap<>();
    clients.put("bootstrap.servers", address());
    return clients;
  }

  /** The contents of the messages of a topic that are committed, those of a partition in order. */
  List<String> committed(String topic) {
    return readers.computeIfAbsent(topic, Reader::new).read();
  }

  @Override
  public void close() {
    readers.values().forEach(reader -> reader.consumer.close());
  }

  /** Reads a topic, and remembers what it has read. */
  private final class Reader {
    private final List<String> messages = new ArrayList<>();
    private final List<TopicPartition> partitions;
    private final KafkaConsumer<String, String> consumer;

    Reader(String topic) {
      Map<String, Object> clients = clients();
      clients.put("isolation.level", "read_committed");
      consumer = new KafkaConsumer<>(clients, new StringDeserializer(), new StringDeserializer());
      partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }

    /** All up to the present end. */
    List<String> read() {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofMillis(100))) {
          messages.add(message.value());
        }
      }
      return Collections.unmodifiableList(messages);
    }
  }

  private static List<String> java(String main, String... arguments) {
    List<String> java = new ArrayList<>(List.of("-Xmx256m", "-cp", LIBRARIES, main));
    java.addAll(List.of(arguments));
    return java;
  }
}

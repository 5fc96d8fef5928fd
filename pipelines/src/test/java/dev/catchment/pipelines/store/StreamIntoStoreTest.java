package dev.catchment.pipelines.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Fork;
import dev.catchment.pipelines.Workspace;
import dev.catchment.pipelines.collect.KafkaBroker;
import dev.catchment.store.StoredFile;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Topics that are collected into a store again and again, in a process that is killed. */
public class StreamIntoStoreTest {
  @ClassRule public static final KafkaBroker BROKER = new KafkaBroker();

  private static final int KILLS = 3;
  private static final int PARTITIONS = 2;
  private static final long SEED = 20260131;

  @Rule public final Workspace work = new Workspace();

  private final Random random = new Random(SEED);
  private int sent;

  /** Duplicates are kept, so that a message that is collected twice is there twice. */
  @Before
  public void makeTopic() throws Exception {
    try (Admin admin = Admin.create(BROKER.settings())) {
      admin.createTopics(List.of(new NewTopic(topic(), PARTITIONS, (short) 1))).all().get();
    }
    work.write(
        "catchment.yaml",
        Workspace.CONFIG
            .replace("format: csv", "format: json\n    duplicates: keep")
            .replace("in.csv", "kafka://" + BROKER.address() + "/" + topic()));
  }

  @Test
  public void everyMessageIsThereOnceHoweverOftenTheJobIsKilled() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      Process job = start();
      try {
        send(20);
        // Past the first batch of this process, then into the middle of another.
        waitFor(job, () -> rows() == sent);
        send(20);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(500)));
        assertTrue("the job has ended by itself", job.isAlive());
      } finally {
        job.destroyForcibly().waitFor();
      }
      send(20);
    }
    Process job = start();
    try {
      waitFor(job, () -> rows() == sent);
      new ProcessBuilder("kill", "-TERM", Long.toString(job.pid())).start().waitFor();
      assertEquals(143, job.waitFor());
    } finally {
      job.destroyForcibly().waitFor();
    }
    store().isInOrder();
    List<String> events = store().events();
    assertEquals(sent, events.size());
    assertEquals("each once", sent, events.stream().distinct().count());
    assertEquals(
        sent, store().snapshot().positions().values().stream().mapToLong(Long::longValue).sum());
    Cli.run("compact", "--store=" + work.path("store")).expect(ExitStatus.DONE);
    assertEquals(events, store().events());
  }

  @Test
  public void whatMeansNothingIsRefused() {
    work.refused("--every=1m", "--overwrite")
        .complains("--overwrite is for one run, and --every starts one after another");
    work.refused("--every=0s").complains("--every=0s is no time at all");
    work.refused("--every=soon").complains("--every", "a span of time");
    work.write("catchment.yaml", Workspace.CONFIG);
    work.refused("--every=1m").complains("catchment.yaml:5: sources.orders.input: --every reads");
  }

  private Process start() throws Exception {
    return Fork.of(
            work.filled(
                List.of(
                    "collect",
                    "--config={w}/catchment.yaml",
                    "--key={w}/key.json",
                    "--output={w}/store",
                    "--every=100ms")))
        .start();
  }

  /** Each test has its own. */
  private String topic() {
    return work.getRoot().getName();
  }

  private StoreFolder store() {
    return new StoreFolder(work.path("store"));
  }

  private long rows() {
    return store().snapshot().events().stream().mapToLong(StoredFile::rows).sum();
  }

  private static void waitFor(Process job, BooleanSupplier moment) {
    while (!moment.getAsBoolean()) {
      assertTrue("the job has ended by itself", job.isAlive());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private void send(int messages) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            BROKER.settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int message = 0; message < messages; message++) {
        producer
            .send(
                new ProducerRecord<>(
                    topic(),
                    sent % PARTITIONS,
                    null,
                    "{\"id\": \"%d\", \"time\": \"2026-01-01\", \"customer\": \"c\", \"amount\": 5}"
                        .formatted(sent)
                        .getBytes(UTF_8)))
            .get();
        sent++;
      }
    }
  }
}

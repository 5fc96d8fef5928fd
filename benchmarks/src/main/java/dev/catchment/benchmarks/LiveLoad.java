package dev.catchment.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Orders of customers at a steady rate, as messages of a topic, each with the time at which it is
 * sent. In every fifth second, by chance, half of the orders of a service fail.
 */
final class LiveLoad implements AutoCloseable {
  private static final int SERVICES = 50;
  private static final long TICK_NANOS = 5_000_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final int keys;
  private final SplittableRandom random = new SplittableRandom(1);
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private long sent;

  /** A load of so many customers. */
  LiveLoad(String brokers, String topic, int keys) {
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers, "linger.ms", 5, "batch.size", 65_536, "acks", "1"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.topic = topic;
    this.keys = keys;
  }

  /** Sends so many orders as fast as it can, of all customers by turns. */
  void sendAll(long count) {
    for (long i = 0; i < count; i++) {
      send((int) (i % keys), System.currentTimeMillis());
    }
    producer.flush();
    check();
  }

  /** Sends orders of customers at random, so many a second for so many seconds. */
  void send(int rate, double seconds) {
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    long done = 0;
    for (long now = start; now < end; now = System.nanoTime()) {
      long due = (long) ((now - start) / 1e9 * rate);
      long time = System.currentTimeMillis();
      for (; done < due; done++) {
        send(random.nextInt(keys), time);
      }
      LockSupport.parkNanos(TICK_NANOS);
    }
    check();
  }

  private void send(int key, long time) {
    int service = random.nextInt(SERVICES);
    boolean isBad =
        new SplittableRandom(service * 31L + time / 1000).nextInt(5) == 0 && random.nextBoolean();
    String json =
        "{\"id\":\"m"
            + sent++
            + "\",\"time\":\""
            + Instant.ofEpochMilli(time)
            + "\",\"customer\":\"customer"
            + key
            + "@example.com\",\"service\":\"s"
            + service
            + "\",\"status\":"
            + (isBad ? 503 : 200)
            + ",\"amount\":"
            + random.nextInt(10_000) / 100.0
            + "}";
    var unused =
        producer.send(
            new ProducerRecord<>(topic, json.getBytes(UTF_8)),
            (metadata, problem) -> failure.compareAndSet(null, problem));
  }

  private void check() {
    if (failure.get() != null) {
      throw new IllegalStateException(failure.get());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}

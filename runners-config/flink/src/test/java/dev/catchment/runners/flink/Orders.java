package dev.catchment.runners.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends orders with ascending ids, every tenth twice, and a message that is none after each 50.
 *
 * <p>The first ten of each hundred are of one moment and of a customer whom no other hundred has,
 * and are worth more together than any others are in a second; one more order of the customer, two
 * seconds later, is worth little.
 */
final class Orders implements AutoCloseable {
  /** An order that was sent, at least once. */
  record Order(int id, Instant time, String customer, int worth) {
    String json() {
      return "{\"id\":\"%d\",\"time\":\"%s\",\"customer\":\"%s\",\"worth\":%d}"
          .formatted(id, time, customer, worth);
    }
  }

  private static final int HUNDRED = 100;
  private static final int BURST = 10;
  private static final int WORTH = 20;

  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Order> sent = new ArrayList<>();
  private final AtomicInteger poison = new AtomicInteger();
  private Instant burst;
  private Thread thread;
  private volatile boolean isPaused;

  /** Sends nothing yet. */
  Orders(Broker broker) {
    Map<String, Object> clients = broker.clients();
    clients.put("enable.idempotence", "true");
    clients.put("delivery.timeout.ms", "300000");
    producer = new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends until it is paused. */
  void start() {
    isPaused = false;
    thread = new Thread(this::send, "orders");
    thread.start();
  }

  /** Stops to send; all of what was sent is in the topic. */
  void pause() {
    isPaused = true;
    Uninterruptibles.joinUninterruptibly(thread);
  }

  private void send() {
    while (!isPaused) {
      Order order = next(sent.size(), Instant.now());
      send(order);
      if (order.id() % 10 == 0) {
        send(order);
      }
      if (order.id() % 50 == 0) {
        var unused = producer.send(new ProducerRecord<>("orders", "poison".getBytes(UTF_8)));
        poison.incrementAndGet();
      }
      synchronized (sent) {
        sent.add(order);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }
    producer.flush();
  }

  private Order next(int id, Instant now) {
    int place = id % HUNDRED;
    String own = "own-" + id / HUNDRED;
    if (place == 0) {
      burst = now;
    }
    if (place < BURST) {
      return new Order(id, burst, own, WORTH);
    }
    return place == BURST
        ? new Order(id, burst.plusSeconds(2), own, 1)
        : new Order(id, now, "c" + place, 1);
  }

  private void send(Order order) {
    var unused = producer.send(new ProducerRecord<>("orders", order.json().getBytes(UTF_8)));
  }

  /** Sends the last orders again. */
  void repeat(int last) {
    List<Order> all = sent();
    all.subList(all.size() - last, all.size()).forEach(this::send);
    producer.flush();
  }

  /** The orders, each once. */
  List<Order> sent() {
    synchronized (sent) {
      return List.copyOf(sent);
    }
  }

  /** How many messages were none. */
  int poison() {
    return poison.get();
  }

  @Override
  public void close() {
    pause();
    producer.close();
  }
}

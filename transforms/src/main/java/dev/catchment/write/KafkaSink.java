package dev.catchment.write;

import com.google.common.util.concurrent.Striped;
import dev.catchment.model.Parcel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.joda.time.Duration;

/**
 * Writes messages to a Kafka topic, in transactions: one for what a bundle holds of a shard. A
 * reader that reads what is committed sees each message once.
 *
 * <p>A transaction also commits, as the offset of a consumer group that nobody reads with, which
 * numbers of {@link Parcel} it wrote. Every shard of a line has a group and a transactional id of
 * its own, {@code catchment-TOPIC-LINE-SHARD}. Whoever opens one ends what an earlier writer left
 * open, shuts that writer out, and then learns what is there; so it does not matter where a failure
 * came, nor that a dead worker may yet be alive.
 *
 * <p>It tries for minutes while the brokers are away, longer and longer apart, then fails. A runner
 * that shows a shard to several workers at a time makes them shut each other out again and again;
 * that is slow, and loses nothing.
 */
public final class KafkaSink implements MessageSink {
  private static final long serialVersionUID = 1;

  /** Each takes half a minute when nobody answers. */
  private static final int TRIES = 10;

  private static final Duration PAUSE = Duration.millis(50);

  /** Writers of one process take turns at a shard; those of several shut each other out. */
  private static final Striped<Lock> TURNS = Striped.lock(64);

  private final TopicAddress topic;

  private KafkaSink(TopicAddress topic) {
    this.topic = topic;
  }

  /** Writes to a topic. */
  public static KafkaSink to(TopicAddress topic) {
    return new KafkaSink(topic);
  }

  @Override
  public Duration patience() {
    return Duration.ZERO;
  }

  @Override
  public int mostBytes() throws IOException {
    return TopicLimit.of(topic);
  }

  @Override
  public String toString() {
    return topic.toString();
  }

  @Override
  public Writer open() {
    return new KafkaWriter(topic);
  }

  private static final class KafkaWriter implements Writer {
    private final TopicAddress topic;
    private final Map<String, KafkaShard> shards = new HashMap<>();

    KafkaWriter(TopicAddress topic) {
      this.topic = topic;
    }

    @Override
    public void write(List<Parcel> parcels) throws IOException {
      String id =
          "catchment-%s-%s-%d"
              .formatted(topic.topic(), parcels.get(0).line(), parcels.get(0).shard());
      Lock turn = TURNS.get(id);
      try {
        turn.lockInterruptibly();
        try {
          write(id, parcels);
        } finally {
          turn.unlock();
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("stopped while writing to " + topic);
      }
    }

    private void write(String id, List<Parcel> parcels) throws IOException, InterruptedException {
      KafkaException last = null;
      for (int tries = 0; tries < TRIES; tries++) {
        if (tries > 0) {
          Thread.sleep(PAUSE.getMillis() << (tries - 1));
        }
        try {
          shards.computeIfAbsent(id, unused -> KafkaShard.open(topic, id)).write(parcels);
          return;
        } catch (InterruptException | AuthenticationException | AuthorizationException final_) {
          close(id);
          throw failure(final_);
        } catch (KafkaException failure) {
          // What has been written is asked for again.
          close(id);
          last = failure;
        }
      }
      throw failure(last);
    }

    private IOException failure(KafkaException cause) {
      return new OutputFailure(
          "cannot write to %s (%s)".formatted(topic, cause.getClass().getSimpleName()), cause);
    }

    private void close(String id) {
      KafkaShard shard = shards.remove(id);
      if (shard != null) {
        shard.close();
      }
    }

    @Override
    public void close() {
      shards.values().forEach(KafkaShard::close);
      shards.clear();
    }
  }

  /** Says which topic could not be written to. */
  private static final class OutputFailure extends IOException {
    private static final long serialVersionUID = 1;

    OutputFailure(String message, Throwable cause) {
      super(message, cause);
    }
  }
}

package dev.catchment.pipelines.generate.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.catchment.pipelines.JobFailedException;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Messages into a Kafka topic, by their keys, each exactly once while the brokers are away for less
 * than two minutes. The producer holds 32 MiB of messages that wait.
 */
final class TopicOutlet implements Outlet {
  /** What is good for a stream of small messages; a file of settings goes before it. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          ProducerConfig.LINGER_MS_CONFIG, "5",
          ProducerConfig.BATCH_SIZE_CONFIG, "65536",
          ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
          ProducerConfig.MAX_BLOCK_MS_CONFIG, "120000",
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "120000");

  private final TargetTopic topic;
  private final Producer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  TopicOutlet(TargetTopic topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            topic.settings(DEFAULTS), new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void send(Message message) {
    check();
    try {
      Future<?> unused =
          producer.send(
              new ProducerRecord<>(topic.name(), message.key().getBytes(UTF_8), message.value()),
              (metadata, exception) -> {
                if (exception != null) {
                  failure.compareAndSet(null, exception);
                }
              });
    } catch (KafkaException refused) {
      throw failed(refused);
    }
  }

  @Override
  public void close() {
    producer.close();
    check();
  }

  private void check() {
    Exception known = failure.get();
    if (known != null) {
      throw failed(known);
    }
  }

  private JobFailedException failed(Exception cause) {
    return JobFailedException.of(
        "%s does not take the messages (%s); those before it may have arrived"
            .formatted(topic, cause.getClass().getSimpleName()));
  }
}

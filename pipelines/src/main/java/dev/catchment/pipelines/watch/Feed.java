package dev.catchment.pipelines.watch;

import dev.catchment.read.KafkaTail;
import dev.catchment.read.KafkaTopic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * A destination of a live job as the live page reads it back: what others see is what it shows, on
 * every runner.
 *
 * @param kind what its messages are
 * @param address the destination: {@code kafka://…/topic} or a directory can be read back
 * @param properties the settings of a client of Kafka
 * @param propertiesFile a file with more of them, or empty
 */
public record Feed(
    Kind kind, String address, Map<String, String> properties, String propertiesFile) {
  public Feed {
    properties = Map.copyOf(properties);
  }

  /** A destination that needs no settings. */
  public static Feed of(Kind kind, String address) {
    return new Feed(kind, address, Map.of(), "");
  }

  /** The address without what may be secret, as the path of a webhook is. */
  String shownAddress() {
    return address.replaceFirst("^(https?://)(?:[^/@]*@)?([^/?#]*).*", "$1$2");
  }

  /** What the messages of a destination are. */
  public enum Kind {
    /** Messages of alerts, see docs/formats/alerts.md. */
    ALERT,
    /** Values of metrics. */
    VALUE,
    /** People who entered or left an audience. */
    CHANGE;

    /** The name of the events of the page. */
    String event() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reads what came. */
  interface Reader extends AutoCloseable {
    /** The messages since the last call; waits for some, but not long. */
    List<String> poll() throws IOException;

    @Override
    void close();
  }

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** How many messages of before the start are shown, of each partition. */
  static final int EARLIER = 100;

  /**
   * A reader of it; empty when it cannot be read back.
   *
   * @throws IllegalArgumentException when the address is none
   */
  Optional<Reader> open() {
    if (address.startsWith(KafkaTopic.SCHEME)) {
      return Optional.of(topic(KafkaTopic.of(address, properties, propertiesFile)));
    }
    return address.matches("(https?|pubsub)://.*")
        ? Optional.empty()
        : Optional.of(new FolderReader(address));
  }

  private static Reader topic(KafkaTopic topic) {
    return new Reader() {
      private KafkaTail tail;
      private int earlier = EARLIER;

      @Override
      public List<String> poll() {
        if (tail == null) {
          tail = KafkaTail.of(topic);
        }
        try {
          List<String> messages = tail.poll(PATIENCE, earlier);
          earlier = messages.isEmpty() ? earlier : 0;
          return messages;
        } catch (KafkaException lost) {
          close();
          throw lost;
        }
      }

      @Override
      public void close() {
        if (tail != null) {
          tail.close();
          tail = null;
        }
      }
    };
  }
}

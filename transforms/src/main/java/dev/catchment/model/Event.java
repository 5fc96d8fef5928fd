package dev.catchment.model;

import static com.google.common.base.Preconditions.checkNotNull;

import java.util.List;
import java.util.Locale;

/**
 * One thing that happened, in the envelope of the Segment specification: who, what, when, in which
 * channel, with properties, traits and context.
 *
 * <p>Properties, traits and context are typed values by slot of one {@link Schema} that the
 * configuration fixes; their names start with {@code properties.}, {@code traits.} and {@code
 * context.}.
 *
 * @param messageId the identity of the message: two events with the same one are the same event
 * @param type what kind of call it was
 * @param event the name of what happened, such as {@code Order Completed}; null where the type says
 *     it all
 * @param timestamp event time in milliseconds since 1970-01-01T00:00:00Z
 * @param channel where it happened, such as {@code web}
 * @param source the name of the source in the configuration
 * @param consent what is known of the person's consent
 * @param identifiers the names of the person or device, in configuration order; may be empty
 * @param values properties, traits and context by slot
 */
public record Event(
    String messageId,
    Type type,
    String event,
    long timestamp,
    String channel,
    String source,
    Consent consent,
    List<Identifier> identifiers,
    Values values) {

  /** The calls of the Segment specification. */
  public enum Type {
    TRACK(1),
    IDENTIFY(2),
    PAGE(3),
    SCREEN(4),
    GROUP(5),
    ALIAS(6);

    private final int code;

    Type(int code) {
      this.code = code;
    }

    /** The number that stands for it in the byte format. */
    public int code() {
      return code;
    }

    /** The name as trackers write it, in lower case. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Event {
    checkNotNull(messageId, "messageId");
    checkNotNull(type, "type");
    checkNotNull(channel, "channel");
    checkNotNull(source, "source");
    checkNotNull(consent, "consent");
    checkNotNull(values, "values");
    identifiers = List.copyOf(identifiers);
  }

  /** Names the event without its contents, which may be personal. */
  @Override
  public String toString() {
    return "Event[" + source + " " + messageId + "]";
  }
}

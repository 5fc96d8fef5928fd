package dev.catchment.model;

import static com.google.common.base.Preconditions.checkNotNull;

/**
 * A record that a step could not accept, with everything needed to find, understand and repair it.
 *
 * @param stage the step that rejected it: {@code read}, {@code clean}
 * @param reason the kind of failure, a stable name such as {@code invalid_timestamp}
 * @param message what is wrong in a sentence; never holds a value of the record
 * @param field the configured field or column at fault, or null when it is the whole record
 * @param source the name of the source in the configuration
 * @param position where the record stands
 * @param payload the record as JSON with personal columns pseudonymised; where it could not be
 *     parsed, its shape with every letter replaced by {@code a} and every digit by {@code 9}
 * @param time when the job that rejected it started, milliseconds since 1970-01-01T00:00:00Z
 * @param attempt 1 for the first time the record was tried
 */
public record Rejected(
    String stage,
    String reason,
    String message,
    String field,
    String source,
    Position position,
    String payload,
    long time,
    int attempt) {
  /** The longest payload that is kept, in characters. */
  public static final int PAYLOAD_LIMIT = 4096;

  public Rejected {
    checkNotNull(stage, "stage");
    checkNotNull(reason, "reason");
    checkNotNull(message, "message");
    checkNotNull(source, "source");
    checkNotNull(position, "position");
    if (payload != null && payload.length() > PAYLOAD_LIMIT) {
      payload = payload.substring(0, PAYLOAD_LIMIT);
    }
  }

  /** Names the record without its contents, which may be personal. */
  @Override
  public String toString() {
    return "Rejected[" + reason + " " + position + "]";
  }
}

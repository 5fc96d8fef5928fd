package dev.catchment.model;

import static com.google.common.base.Preconditions.checkNotNull;

/**
 * A message that leaves for a destination.
 *
 * @param key what messages are kept in order by, such as the id of a person; never null
 * @param json the contents, one JSON object on one line
 * @param cause the event time, in milliseconds since 1970, of the newest event that caused it
 */
public record Outgoing(String key, String json, long cause) {
  public Outgoing {
    checkNotNull(key, "key");
    checkNotNull(json, "json");
  }

  /** Names the message without its contents, which may be personal. */
  @Override
  public String toString() {
    return "Outgoing[" + json.length() + " characters]";
  }
}

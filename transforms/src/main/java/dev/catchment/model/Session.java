package dev.catchment.model;

import static com.google.common.base.Preconditions.checkNotNull;

import java.util.Comparator;

/**
 * What one person did in one channel without a long pause. Times are milliseconds since
 * 1970-01-01T00:00:00Z.
 *
 * @param profileId the person's id
 * @param channel the channel
 * @param number its place among the sessions of the person in the channel, 1 for the first
 * @param start the time of its first event
 * @param end the time of its last event
 * @param events how many events it has
 */
public record Session(
    String profileId, String channel, long number, long start, long end, long events)
    implements Comparable<Session> {
  private static final Comparator<Session> ORDER =
      Comparator.comparing(Session::profileId)
          .thenComparing(Session::channel)
          .thenComparingLong(Session::number);

  public Session {
    checkNotNull(profileId, "profileId");
    checkNotNull(channel, "channel");
  }

  @Override
  public int compareTo(Session other) {
    return ORDER.compare(this, other);
  }
}

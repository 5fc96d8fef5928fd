package dev.catchment.write.webhook;

import dev.catchment.model.Outgoing;
import dev.catchment.write.OutgoingId;

/**
 * A message that waits to be posted.
 *
 * @param tries how often it was tried, or would have been if the server had answered others
 * @param rest how many rounds it sits out before it is tried again
 */
record Waiting(Outgoing message, int tries, int rest) {
  /** A message that was not tried yet. */
  static Waiting of(Outgoing message) {
    return new Waiting(message, 0, 0);
  }

  Waiting triedAgain() {
    return new Waiting(message, tries + 1, 0);
  }

  Waiting resting(int rounds) {
    return new Waiting(message, tries, rounds);
  }

  /** The same for each try. */
  String id() {
    return OutgoingId.of(message);
  }
}

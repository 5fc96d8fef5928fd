package dev.catchment.write.webhook;

import dev.catchment.model.Outgoing;
import dev.catchment.write.OutgoingId;

/**
 * A message that waits to be posted.
 *
 * @param tries how often it was tried, or would have been if the server had answered others
 */
record Waiting(Outgoing message, int tries) {
  Waiting triedAgain() {
    return new Waiting(message, tries + 1);
  }

  /** The same for each try. */
  String id() {
    return OutgoingId.of(message);
  }
}

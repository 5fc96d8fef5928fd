package dev.catchment.clean;

import java.io.Serializable;

/**
 * Tells how far the clock of the device that made an event is off, by when it sent the event and
 * when that was received. The event then happened as long before it was received as it was made
 * before it was sent, both by the device's clock.
 *
 * @param sentAt when the device sent the event, by its own clock
 * @param receivedAt when the event was received, by a clock that is right
 */
public record ClockSkew(Binding sentAt, Binding receivedAt) implements Serializable {

  /**
   * When an event happened, by the clock of the receiver: {@code received - (sent - made)}, and
   * {@code received} when it was sent before it was made. Milliseconds since 1970; throws {@link
   * ArithmeticException} when that is out of range.
   */
  static long corrected(long made, long sent, long received) {
    return sent < made ? received : Math.subtractExact(received, Math.subtractExact(sent, made));
  }
}

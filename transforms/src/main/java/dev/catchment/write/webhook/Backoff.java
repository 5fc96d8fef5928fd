package dev.catchment.write.webhook;

import com.google.common.hash.Hashing;
import java.time.Duration;

/**
 * How long to wait before another try: twice as long after each that failed. Between rounds it is,
 * by a draw, from half of that to all of it, so that those who wait do not come at the same time.
 */
final class Backoff {
  private static final int MOST_DOUBLINGS = 30;

  private Backoff() {}

  /**
   * The pause.
   *
   * @param failures how many rounds have failed one after the other, at least 1
   * @param salt what the draw depends on, beside the failures
   * @param least how long the server asks to be left alone
   */
  static Duration pause(Webhook webhook, int failures, int salt, Duration least) {
    long full = full(webhook, failures);
    int draw =
        Hashing.murmur3_32_fixed().newHasher().putInt(failures).putInt(salt).hash().asInt() >>> 1;
    double share = 0.5 + 0.5 * draw / Integer.MAX_VALUE;
    long millis = Math.max(1, (long) (full * share));
    return Duration.ofMillis(Math.max(millis, least.toMillis()));
  }

  /** How many rounds, a first pause apart, a message sits out after so many tries that failed. */
  static int rounds(Webhook webhook, int tries) {
    return (int) Math.max(0, full(webhook, tries) / full(webhook, 1) - 1);
  }

  private static long full(Webhook webhook, int failures) {
    long doubled = webhook.firstPause().toMillis() << Math.min(MOST_DOUBLINGS, failures - 1);
    return Math.max(1, Math.min(webhook.longestPause().toMillis(), doubled));
  }
}

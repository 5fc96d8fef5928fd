package dev.catchment.write.webhook;

import com.google.common.hash.Hashing;
import java.time.Duration;

/**
 * How long to wait before another round: twice as long after each that failed, and by a draw
 * between half of it and all of it, so that those who wait do not come at the same time.
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
    long doubled = webhook.firstPause().toMillis() << Math.min(MOST_DOUBLINGS, failures - 1);
    long full = Math.min(webhook.longestPause().toMillis(), doubled);
    int draw =
        Hashing.murmur3_32_fixed().newHasher().putInt(failures).putInt(salt).hash().asInt() >>> 1;
    double share = 0.5 + 0.5 * draw / Integer.MAX_VALUE;
    long millis = Math.max(1, (long) (full * share));
    return Duration.ofMillis(Math.max(millis, least.toMillis()));
  }
}

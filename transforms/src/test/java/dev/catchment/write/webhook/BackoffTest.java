package dev.catchment.write.webhook;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.Test;

/** The pauses between two tries. */
public class BackoffTest {
  private static final Webhook WEBHOOK = Webhook.of("https://example.com/hook");

  @Test
  public void pausesDoubleUpToTheLongest() {
    for (int failures = 1; failures < 100; failures++) {
      long full = (long) Math.min(300_000, 1_000 * Math.pow(2, Math.min(failures - 1, 20)));
      for (int salt = 0; salt < 20; salt++) {
        long pause = Backoff.pause(WEBHOOK, failures, salt, Duration.ZERO).toMillis();
        assertTrue(failures + ": " + pause, pause >= full / 2 - 1 && pause <= full);
      }
    }
  }

  @Test
  public void shardsDoNotComeAtTheSameTime() {
    Set<Duration> pauses = new HashSet<>();
    for (int salt = 0; salt < 8; salt++) {
      pauses.add(Backoff.pause(WEBHOOK, 6, salt, Duration.ZERO));
    }
    assertEquals(8, pauses.size());
  }

  @Test
  public void theServerMayAskForMore() {
    Duration asked = Duration.ofMinutes(20);
    assertEquals(asked, Backoff.pause(WEBHOOK, 1, 0, asked));
    assertTrue(Backoff.pause(WEBHOOK, 9, 0, Duration.ofSeconds(1)).toMillis() > 100_000);
  }
}

package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.chance.Draws;
import java.util.HashSet;
import java.util.Set;

/**
 * The browsers and phones that one person owns over time: cookies are cleared, a phone is replaced,
 * and who has logged in stays logged in until then.
 *
 * <p>Asked in the order of time.
 */
final class Belongings {
  private static final double COOKIE_LIFE = 50.0 * WorldSpec.DAY;
  private static final double PHONE_LIFE = 300.0 * WorldSpec.DAY;
  private static final double[] BROWSERS = {0.65, 0.25, 0.10};

  private final Ids ids;
  private final Draws draws;
  private final int browsers;
  private final Touchpoint[] slots = new Touchpoint[BROWSERS.length + 1];
  private final long[] ends = new long[BROWSERS.length + 1];
  private final Set<Touchpoint> loggedIn = new HashSet<>();

  Belongings(Ids ids, Draws draws) {
    this.ids = ids;
    this.draws = draws;
    this.browsers = 1 + draws.weighted(BROWSERS);
  }

  /** What the person takes in hand at a time. */
  Touchpoint take(boolean app, long time) {
    int slot = app ? BROWSERS.length : Math.min(browsers - 1, draws.weighted(BROWSERS));
    if (slots[slot] == null || time >= ends[slot]) {
      slots[slot] = ids.touchpoint(app, false);
      ends[slot] = time + (long) draws.exponential(app ? PHONE_LIFE : COOKIE_LIFE);
    }
    return slots[slot];
  }

  boolean isLoggedIn(Touchpoint touchpoint) {
    return loggedIn.contains(touchpoint);
  }

  /** Remembers a login; on a shared touchpoint it ends with the visit. */
  void logIn(Touchpoint touchpoint) {
    if (!touchpoint.shared()) {
      loggedIn.add(touchpoint);
    }
  }
}

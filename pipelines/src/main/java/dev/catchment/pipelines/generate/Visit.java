package dev.catchment.pipelines.generate;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.generate.Layout.Kind;
import dev.catchment.pipelines.generate.Truth.Known;

/**
 * One visit to the site or the app: what happens in it is written down as it happens. Nothing
 * happens after the end of the world.
 */
final class Visit {
  private final WorldSpec spec;
  private final Person person;
  private final Touchpoint touchpoint;
  private final String campaign;
  private final Ids ids;
  private final Journal journal;
  private final Draws draws;
  private final long offline;
  private boolean loggedIn;
  private long time;

  /** A visit that begins at a time; about one in fifteen app visits is sent hours or days later. */
  Visit(
      WorldSpec spec,
      Person person,
      Touchpoint touchpoint,
      boolean loggedIn,
      String campaign,
      long time,
      Ids ids,
      Journal journal,
      Draws draws) {
    this.spec = spec;
    this.person = person;
    this.touchpoint = touchpoint;
    this.loggedIn = loggedIn;
    this.campaign = campaign;
    this.time = time;
    this.ids = ids;
    this.journal = journal;
    this.draws = draws;
    boolean sentLater = touchpoint.app() && draws.chance(0.07);
    this.offline = sentLater ? (long) draws.exponential(0.7 * WorldSpec.DAY) : 0;
  }

  boolean isLoggedIn() {
    return loggedIn;
  }

  boolean isOver() {
    return time >= spec.end();
  }

  /** The time of what happens next, after a pause of some seconds. */
  long next() {
    time += 1_000 + (long) draws.logNormal(18_000, 0.9);
    return time;
  }

  /** Logs in and so tells the customer id and the address. */
  void logIn() {
    loggedIn = true;
    tellEmail(person.email());
  }

  /** Tells an address, logged in or not. */
  void tellEmail(String email) {
    String typed = Typing.email(email, draws);
    journal.truth().wrote("email", typed, Typing.normalEmail(typed));
    write(Action.identify(next(), typed), new Known("email", Typing.normalEmail(typed), false));
  }

  void write(Action action) {
    write(action, null);
  }

  private void write(Action action, Known email) {
    if (isOver()) {
      return;
    }
    String customer = loggedIn ? person.customer() : null;
    Known account = loggedIn ? new Known("customer", customer, false) : null;
    long arrival = action.time() + 60 + (long) draws.logNormal(250, 1.0);
    if (touchpoint.app()) {
      JsonRow record =
          AppTracker.record(action, touchpoint, ids.message(), customer, campaign, false);
      journal.record(Kind.APP, arrival + offline, record, touchpoint.known(), account, email);
    } else {
      JsonRow call =
          WebTracker.call(action, touchpoint, ids.message(), customer, campaign, arrival);
      journal.record(Kind.WEB, arrival, call, touchpoint.known(), account, email);
    }
  }
}

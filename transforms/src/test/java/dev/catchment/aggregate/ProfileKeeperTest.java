package dev.catchment.aggregate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.Event;
import dev.catchment.model.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

public class ProfileKeeperTest {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final long START = LiveShop.START.toEpochMilli();

  /** Shuffled arrival, late and early events, jumps of time: always what a batch would say. */
  @Test
  public void isAtEveryMomentWhatABatchMakesOfTheEventsSoFar() {
    for (int seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      Duration step = seed % 2 == 0 ? Duration.ofDays(1) : Duration.ofHours(6);
      ProfileKeeper keeper = keeper(step, Steps.NEVER);
      Watched watched = new Watched(keeper);
      List<Event> events = LiveShop.randomEvents(random, 40, 25);
      events.sort((one, other) -> Long.compare(one.timestamp(), other.timestamp()));
      List<Event> taken = new ArrayList<>();
      long now = START;
      while (!events.isEmpty()) {
        int place = random.nextInt(4) > 0 ? 0 : random.nextInt(events.size());
        Event event = events.remove(place);
        now =
            Math.max(
                now, random.nextInt(3) == 0 ? now : Math.min(event.timestamp(), now + 3 * DAY));
        taken.add(event);
        watched.take(event, now);
        check(watched, taken, "seed " + seed + " after " + event);
      }
      for (int days = 0; days < 45; days += 1 + random.nextInt(4)) {
        watched.advance(now + days * DAY);
        check(watched, taken, "seed " + seed + " and " + days + " days later");
      }
      assertThat(watched.changes.size(), greaterThan(10));
    }
  }

  private static void check(Watched watched, List<Event> taken, String when) {
    ProfileState state = watched.state();
    Values expected = LiveShop.batch(taken, state.asOf());
    assertEquals(when, expected, state.profile().features());
    assertEquals(when, LiveShop.members(expected), state.audiences());
    assertEquals(when, new TreeSet<>(state.audiences()), watched.told);
  }

  @Test
  public void peopleGoOutByTimeAloneAndNobodyIsWokenForNothing() {
    Watched watched = new Watched(keeper(Duration.ofDays(1), Steps.NEVER));
    watched.take(LiveShop.event(1, 10, "Viewed", null, null), START + 10 * HOUR);
    watched.changes.clear();
    List<Long> wakes = new ArrayList<>();
    for (long wake = watched.wake(); wake != Steps.NEVER; wake = watched.wake()) {
      wakes.add((wake - START) / DAY);
      watched.advance(wake - DAY);
    }
    // The days get to be 3, 4, 5, 6, 12, 13, 20 and 21; look-backs end after 7 and 30 days.
    assertThat(wakes, contains(4L, 5L, 6L, 7L, 8L, 13L, 14L, 21L, 22L, 31L));
    assertThat(
        watched.texts(),
        contains(
            "left here on day 4",
            "entered tired on day 6",
            "entered gone on day 12",
            "left not-gone on day 21"));
    assertTrue(watched.changes.stream().allMatch(AudienceChange::byTime));
  }

  @Test
  public void aLateEventCorrectsWhatWasSaid() {
    Watched watched = new Watched(keeper(Duration.ofDays(1), Steps.NEVER));
    watched.take(LiveShop.event(1, 10, "Bought", 1.0, null), START + 10 * HOUR);
    watched.advance(START + 5 * DAY);
    watched.changes.clear();
    watched.take(LiveShop.event(2, 40, "Bought", 1.0, null), START + 5 * DAY);
    AudienceChange change = watched.changes.get(0);
    assertEquals("busy", change.audience());
    assertTrue(change.entered());
    assertTrue(change.late());
    assertEquals(START + 40 * HOUR, change.at());
    assertEquals(Values.of(2L), change.reason());
  }

  @Test
  public void anEventTooOldForALookBackChangesOnlyTheOthers() {
    Watched watched = new Watched(keeper(Duration.ofDays(1), Steps.NEVER));
    watched.take(LiveShop.event(1, 24 * 60, "Bought", 1.0, null), START + 60 * DAY);
    watched.take(LiveShop.event(2, 1, "Bought", 99.0, null), START + 60 * DAY);
    assertThat(watched.told, hasItem("dear"));
    assertFalse(watched.told.contains("big"));
  }

  @Test
  public void anEventOfTheFutureHoldsNobodyFromGoingOut() {
    Watched watched = new Watched(keeper(Duration.ofDays(1), Steps.NEVER));
    watched.take(LiveShop.event(1, 10, "Viewed", null, null), START + 10 * HOUR);
    watched.take(LiveShop.event(2, 24 * 365 * 50, "Viewed", null, null), START + 11 * HOUR);
    watched.changes.clear();
    watched.advance(START + 30 * DAY);
    assertThat(watched.texts(), hasItem("left here on day 4"));
    assertEquals(2L, watched.state().profile().features().get(0));
  }

  @Test
  public void onlyRulesWhoseFeaturesChangedAreEvaluated() {
    Watched watched = new Watched(keeper(Duration.ofDays(1), Steps.NEVER));
    watched.take(LiveShop.event(1, 10, "Viewed", null, null), START + 10 * HOUR);
    assertEquals(LiveShop.audiences().size(), watched.evaluated);
    watched.evaluated = 0;
    watched.take(LiveShop.event(2, 10.1, "Viewed", null, null), START + 10 * HOUR);
    // The number of events, and with it the average, alone is another one.
    assertEquals(1, watched.evaluated);
  }

  @Test
  public void timeDoesNotGoBeyondTheHorizon() {
    long horizon = START + 5 * DAY;
    Watched watched = new Watched(keeper(Duration.ofDays(1), horizon));
    watched.take(LiveShop.event(1, 10, "Viewed", null, null), START + 10 * HOUR);
    watched.advance(START + 300 * DAY);
    assertEquals(horizon, watched.state().asOf());
    assertEquals(4L, watched.state().profile().features().get(12));
    assertEquals(Steps.NEVER, watched.keeper.wake(watched.person()));
  }

  @Test
  public void aRuleThatFailsForAPersonIsAsOneThatIsFalse() {
    var schema = LiveShop.aggregate().schema();
    var rule =
        dev.catchment.rules.Rule.compile(
            "broken", "10 / (events - 2) < 0", schema, dev.catchment.model.FieldType.BOOLEAN);
    Watched watched =
        new Watched(
            new ProfileKeeper(
                LiveShop.features(),
                LiveShop.FIELDS,
                schema,
                LiveShop.aggregate().rules(),
                List.of(AudienceRule.of("broken", rule, schema)),
                new Steps(DAY),
                Steps.NEVER));
    watched.take(LiveShop.event(1, 10, "Viewed", null, null), START);
    watched.take(LiveShop.event(2, 10, "Viewed", null, null), START);
    assertEquals(List.of("broken"), watched.failed);
    assertThat(watched.told, empty());
  }

  @Test
  public void whatIsDeclaredOtherwiseBeginsEmptyAndTheRestIsKept() {
    ProfileKeeper before = keeper(Duration.ofDays(1), Steps.NEVER);
    Watched watched = new Watched(before);
    for (int id = 0; id < 9; id++) {
      watched.take(LiveShop.event(id, 10, "Bought", 99.0, "toys"), START + 10 * HOUR);
    }
    List<FeatureSpec> changed = new ArrayList<>(LiveShop.features());
    changed.set(2, FeatureSpec.count("orders_7d").withLookBack(Duration.ofDays(8)));
    List<AudienceRule> fewer = LiveShop.audiences().subList(0, 5);
    watched.keeper =
        new ProfileKeeper(
            changed,
            LiveShop.FIELDS,
            LiveShop.aggregate().schema(),
            LiveShop.aggregate().rules(),
            fewer,
            new Steps(DAY),
            Steps.NEVER);
    watched.changes.clear();
    watched.take(LiveShop.event(10, 11, "Bought", 99.0, "toys"), START + 11 * HOUR);
    Values features = watched.state().profile().features();
    assertEquals(10L, features.get(0));
    assertEquals(1L, features.get(2));
    assertThat(watched.texts(), contains("left busy on day 0"));
  }

  @Test
  public void stateStaysBelowItsBound() {
    UpdateProfiles update =
        UpdateProfiles.of(LiveShop.aggregate()).withAudiences(LiveShop.audiences());
    Watched watched = new Watched(keeper(Duration.ofDays(1), Steps.NEVER));
    Random random = new Random(3);
    for (Event event : LiveShop.randomEvents(random, 3_000, 600)) {
      watched.take(event, START + 40 * DAY);
    }
    assertThat((long) watched.stored.length, lessThan(update.mostBytes()));
    assertThat(watched.stored.length, lessThan(100_000));
  }

  private static ProfileKeeper keeper(Duration step, long horizon) {
    return new ProfileKeeper(
        LiveShop.features(),
        LiveShop.FIELDS,
        LiveShop.aggregate().schema(),
        LiveShop.aggregate().rules(),
        LiveShop.audiences(),
        new Steps(step.toMillis()),
        horizon);
  }

  /** A person whose state goes through its bytes between any two things that happen. */
  private static final class Watched implements ProfileKeeper.Listener {
    private ProfileKeeper keeper;
    private byte[] stored;
    private int evaluated;
    private final List<String> failed = new ArrayList<>();
    private final List<AudienceChange> changes = new ArrayList<>();
    private final Set<String> told = new TreeSet<>();

    Watched(ProfileKeeper keeper) {
      this.keeper = keeper;
    }

    Person person() {
      return stored == null ? keeper.create() : keeper.format().decode(stored);
    }

    void take(Event event, long now) {
      Person person = person();
      keeper.take("p", person, event, now, this);
      stored = keeper.format().encode(person);
    }

    void advance(long now) {
      Person person = person();
      keeper.advance("p", person, now, this);
      stored = keeper.format().encode(person);
    }

    ProfileState state() {
      return keeper.state("p", person(), this);
    }

    long wake() {
      return person().wake();
    }

    List<String> texts() {
      return changes.stream()
          .map(
              change ->
                  "%s %s on day %d"
                      .formatted(
                          change.entered() ? "entered" : "left",
                          change.audience(),
                          (change.at() - START) / DAY))
          .toList();
    }

    @Override
    public void changed(AudienceChange change) {
      assertEquals(
          change.entered(),
          change.entered() ? told.add(change.audience()) : !told.remove(change.audience()));
      changes.add(change);
    }

    @Override
    public void evaluated() {
      evaluated++;
    }

    @Override
    public void failed(String rule) {
      failed.add(rule);
    }
  }
}

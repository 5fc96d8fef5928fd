package dev.catchment.identify;

import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.account.Tallies;
import dev.catchment.model.Consent;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Identifier;
import dev.catchment.model.Identity;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;

@Category(NeedsRunner.class)
public class ResolveIdentitiesTest {
  private static final List<String> NAMESPACES = List.of("customer", "cookie", "device");
  private static final Identifier ANN = new Identifier("customer", "ann");
  private static final Identifier BOB = new Identifier("customer", "bob");
  private static final Identifier COOKIE = new Identifier("cookie", "c");
  private static final Identifier KIOSK = new Identifier("device", "kiosk");

  @Rule public final transient TestPipeline pipeline = TestPipeline.create();

  @Test
  public void leavesSharedDevicesOut() {
    PCollectionTuple resolved =
        resolve(create(), event(ANN, KIOSK), event(KIOSK, BOB), event(COOKIE, BOB), event(KIOSK));
    PAssert.that(resolved.get(ResolveIdentities.SHARED))
        .containsInAnyOrder(new SharedIdentifier(KIOSK, 2));
    PAssert.that(resolved.get(ResolveIdentities.IDENTITIES))
        .containsInAnyOrder(
            new Identity(ANN, id(ANN)), new Identity(BOB, id(BOB)), new Identity(COOKIE, id(BOB)));
    pipeline.run();
  }

  @Test
  public void joinsThroughDevicesOfAsManyPeopleAsAllowed() {
    PCollectionTuple resolved =
        resolve(create().withMaxPeople(2), event(ANN, KIOSK), event(KIOSK, BOB));
    String first = new NaiveIdentities(names(), List.of(List.of(ANN, BOB))).profileIds().get(ANN);
    PAssert.that(resolved.get(ResolveIdentities.SHARED)).empty();
    PAssert.that(resolved.get(ResolveIdentities.IDENTITIES))
        .containsInAnyOrder(
            new Identity(ANN, first), new Identity(BOB, first), new Identity(KIOSK, first));
    pipeline.run();
  }

  @Test
  public void attributesEventsAndCountsTheOthers() {
    Identifier unknown = new Identifier("session", "s");
    Event[] events = {
      event(KIOSK, ANN), event(KIOSK, BOB), event(KIOSK), event(unknown), event(), event(COOKIE)
    };
    PCollectionTuple resolved = resolve(create(), events);
    PCollectionTuple attributed =
        input("Again", events).apply(AttributeEvents.by(ResolveIdentities.indexView(resolved)));
    PAssert.that(attributed.get(AttributeEvents.EVENTS))
        .containsInAnyOrder(
            List.of(
                KV.of(id(ANN), events[0]),
                KV.of(id(BOB), events[1]),
                KV.of(id(COOKIE), events[5])));
    PAssert.that(attributed.get(Tallies.TAG).apply("Tallies", Sum.longsPerKey()))
        .containsInAnyOrder(List.of(KV.of("unattributed/shop", 3L)));
    pipeline.run();
  }

  @Test
  public void equalsTheTwinOnRandomEvents() {
    Random random = new Random(11);
    List<Event> events = new ArrayList<>();
    for (int index = 0; index < 3_000; index++) {
      List<Identifier> identifiers = new ArrayList<>();
      for (int count = random.nextInt(4); count > 0; count--) {
        String namespace = NAMESPACES.get(random.nextInt(3));
        int range = namespace.equals("customer") ? 600 : 2_000;
        identifiers.add(new Identifier(namespace, "v" + random.nextInt(range)));
      }
      events.add(event(identifiers.toArray(new Identifier[0])));
    }
    List<List<Identifier>> sets =
        events.stream().map(Event::identifiers).filter(set -> !set.isEmpty()).toList();
    Map<Identifier, Integer> shared = NaiveIdentities.shared(sets, Set.of("customer"), 1);
    NaiveIdentities twin =
        new NaiveIdentities(names(), NaiveIdentities.without(sets, shared.keySet()));
    assertTrue(shared.size() > 10);
    PCollectionTuple resolved = resolve(create(), events.toArray(new Event[0]));
    PAssert.that(resolved.get(ResolveIdentities.SHARED))
        .containsInAnyOrder(
            shared.entrySet().stream()
                .map(entry -> new SharedIdentifier(entry.getKey(), entry.getValue()))
                .toList());
    PAssert.that(resolved.get(ResolveIdentities.IDENTITIES))
        .containsInAnyOrder(
            twin.profileIds().entrySet().stream()
                .map(entry -> new Identity(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Identity::identifier))
                .toList());
    pipeline.run();
  }

  @Test
  public void resolvesNothingFromNothing() {
    PCollectionTuple resolved = resolve(create());
    PCollectionTuple attributed =
        input("Again", event(ANN)).apply(AttributeEvents.by(ResolveIdentities.indexView(resolved)));
    PAssert.that(resolved.get(ResolveIdentities.IDENTITIES)).empty();
    PAssert.that(attributed.get(AttributeEvents.EVENTS)).empty();
    PAssert.that(attributed.get(Tallies.TAG))
        .containsInAnyOrder(List.of(KV.of("unattributed/shop", 1L)));
    pipeline.run();
  }

  @Test
  public void failsBeyondTheBound() {
    resolve(create().withMaxIdentifiers(2), event(ANN), event(BOB), event(COOKIE));
    PipelineExecutionException failure =
        assertThrows(PipelineExecutionException.class, () -> pipeline.run());
    assertTrue(failure.getMessage().contains("identity.maxIdentifiers"));
  }

  @Test
  public void refusesWrongSettings() {
    assertThrows(IllegalArgumentException.class, () -> create().withMaxPeople(0));
    assertThrows(IllegalArgumentException.class, () -> create().withMaxIdentifiers(0));
    assertThrows(IllegalArgumentException.class, () -> create().withNamespaces(List.of("a", "a")));
    pipeline.enableAbandonedNodeEnforcement(false);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> resolve(create().withPerson(Set.of("email"))));
    assertTrue(refused.getMessage().contains("email"));
  }

  private static ResolveIdentities create() {
    return ResolveIdentities.create().withNamespaces(NAMESPACES).withPerson(Set.of("customer"));
  }

  private PCollectionTuple resolve(ResolveIdentities resolve, Event... events) {
    return input("Events", events).apply(resolve);
  }

  private PCollection<Event> input(String name, Event... events) {
    return pipeline.apply(
        name, Create.of(List.of(events)).withCoder(EventCoder.of(Schema.empty())));
  }

  private static Namespaces names() {
    return new Namespaces(NAMESPACES);
  }

  private static String id(Identifier identifier) {
    return names().key(identifier).profileId();
  }

  private static Event event(Identifier... identifiers) {
    return new Event(
        "m" + List.of(identifiers),
        Event.Type.TRACK,
        null,
        0,
        "web",
        "shop",
        Consent.UNKNOWN,
        List.of(identifiers),
        Values.of());
  }
}

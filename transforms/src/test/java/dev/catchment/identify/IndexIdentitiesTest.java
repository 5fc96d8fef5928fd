package dev.catchment.identify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.catchment.account.Tallies;
import dev.catchment.model.Consent;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Identifier;
import dev.catchment.model.Identity;
import dev.catchment.model.IdentityCoder;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Keys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;

@Category(NeedsRunner.class)
public class IndexIdentitiesTest {
  private static final List<String> NAMESPACES = List.of("customer", "cookie", "device");
  private static final Identifier ANN = new Identifier("customer", "ann");
  private static final Identifier BOB = new Identifier("customer", "bob");
  private static final Identifier COOKIE = new Identifier("cookie", "c");
  private static final Identifier OTHER = new Identifier("cookie", "d");
  private static final Identifier PHONE = new Identifier("device", "phone");
  private static final Identifier KIOSK = new Identifier("device", "kiosk");
  private static final Identifier STRANGE = new Identifier("loyalty", "x");

  @Rule public final transient TestPipeline pipeline = TestPipeline.create();

  @Test
  public void everybodyIsWhoTheyWereAndStrangersAreThemselves() {
    PCollectionTuple attributed =
        attribute(
            Create.of(
                    new Identity(ANN, alone(ANN)),
                    new Identity(COOKIE, alone(ANN)),
                    new Identity(PHONE, alone(OTHER)),
                    IndexIdentities.shared(KIOSK))
                .withCoder(IdentityCoder.of()),
            event(COOKIE),
            event(PHONE, ANN),
            event(PHONE),
            event(KIOSK, BOB, STRANGE),
            event(KIOSK),
            event(STRANGE));
    PAssert.that(attributed.get(AttributeEvents.EVENTS).apply(Keys.create()))
        .containsInAnyOrder(alone(ANN), alone(ANN), alone(OTHER), alone(BOB));
    PAssert.that(attributed.get(Tallies.TAG)).satisfies(IndexIdentitiesTest::twoOfNobody);
    pipeline.run();
  }

  private static Void twoOfNobody(Iterable<KV<String, Long>> tallies) {
    long count = 0;
    for (KV<String, Long> tally : tallies) {
      assertEquals("unattributed/web", tally.getKey());
      count += tally.getValue();
    }
    assertEquals(2, count);
    return null;
  }

  @Test
  public void withoutIdentitiesTheFirstIdentifierIsThePersonAsInABatch() {
    PCollectionTuple attributed =
        attribute(
            Create.empty(IdentityCoder.of()), event(PHONE, COOKIE, ANN), event(COOKIE, OTHER));
    NaiveIdentities together =
        new NaiveIdentities(
            new Namespaces(NAMESPACES), List.of(List.of(COOKIE, OTHER), List.of(ANN)));
    PAssert.that(attributed.get(AttributeEvents.EVENTS).apply(Keys.create()))
        .containsInAnyOrder(alone(ANN), together.profileIds().get(COOKIE));
    pipeline.run();
  }

  @Test
  public void whatIsNoProfileIdIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Key.ofPerson("anna"));
    assertThrows(IllegalArgumentException.class, () -> Key.ofPerson("q" + alone(ANN).substring(1)));
    assertEquals(alone(ANN), Key.ofPerson(alone(ANN)).profileId());
  }

  private PCollectionTuple attribute(Create.Values<Identity> identities, Event... events) {
    return pipeline
        .apply("Events", Create.of(List.of(events)).withCoder(EventCoder.of(Schema.empty())))
        .apply(
            AttributeEvents.by(
                    pipeline.apply("Identities", identities).apply(IndexIdentities.of(NAMESPACES)))
                .withNewPeople());
  }

  private static String alone(Identifier identifier) {
    return new Namespaces(NAMESPACES).key(identifier).profileId();
  }

  private static Event event(Identifier... identifiers) {
    return new Event(
        "m" + Stream.of(identifiers).map(Identifier::value).toList(),
        Event.Type.TRACK,
        null,
        0,
        "web",
        "web",
        Consent.GRANTED,
        List.of(identifiers),
        Values.of());
  }
}

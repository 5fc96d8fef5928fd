package dev.catchment.expect;

import static dev.catchment.expect.Shop.FIELDS;
import static dev.catchment.expect.Shop.event;
import static dev.catchment.expect.Shop.expect;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.re2j.Pattern;
import dev.catchment.model.Event;
import dev.catchment.model.FieldType;
import dev.catchment.model.Position;
import dev.catchment.rules.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.Test;

/** What each check counts, and that the order and grouping of events do not matter. */
public class ExpectationMeterTest {
  private static final long DAY = 86_400_000;

  @Test
  public void aMissingValueFailsNotNullAndIsPassedOverByOtherChecks() {
    List<Event> events = List.of(order("1", 0, "c1", "A-1", 5.0), order("2", 0, "c1", null, null));
    assertMeasure(measure("properties.price", new Check.NotNull(), events), 2, 1, "in.csv:2");
    assertMeasure(measure("properties.price", new Check.Range(0, 4), events), 1, 1, "in.csv:1");
    assertMeasure(measure("properties.sku", new Check.OneOf(Set.of("A-1")), events), 1, 0, null);
    assertMeasure(measure("properties.sku", new Check.Unique(), events), 1, 0, null);
  }

  @Test
  public void boundsAreInside() {
    List<Event> events =
        List.of(
            order("1", 0, "c", "a", 1.0),
            order("2", 0, "c", "a", 2.0),
            order("3", 0, "c", "a", 2.1));
    assertMeasure(measure("properties.price", new Check.Range(1, 2), events), 3, 1, "in.csv:3");
  }

  @Test
  public void anExpressionMatchesTheWholeValue() {
    List<Event> events = List.of(order("1", 0, "c", "A-1", 1.0), order("2", 0, "c", "xA-1", 2.0));
    assertMeasure(
        measure("properties.sku", new Check.Matches(Pattern.compile("[A-Z]-\\d")), events),
        2,
        1,
        "in.csv:2");
  }

  @Test
  public void anExpressionThatWouldHangElsewhereDoesNot() {
    List<Event> events = List.of(order("1", 0, "c", "a".repeat(5_000) + "!", 1.0));
    assertMeasure(
        measure("properties.sku", new Check.Matches(Pattern.compile("(a+)+")), events),
        1,
        1,
        "in.csv:1");
  }

  @Test
  public void aRuleThatCannotBeDecidedIsPassedOverAndOneThatBreaksHasFailed() {
    List<Event> events =
        List.of(
            order("1", 0, "c", "abc", 1.0),
            order("2", 0, "c", "abc", null),
            order("3", 0, "c", "x", -1.0));
    assertMeasure(measure(null, rule("properties.price > 0.0"), events), 2, 1, "in.csv:3");
    assertMeasure(
        measure(null, rule("1 / (size(properties.sku) - 3) >= 0"), events), 3, 2, "in.csv:1");
  }

  @Test
  public void theFirstOfEqualValuesIsNotAtFault() {
    List<Event> events =
        List.of(
            order("1", 0, "c1", "a", 1.0),
            order("2", 0, "c1", "b", 1.0),
            order("3", 0, "c1", "a", 1.0),
            order("4", 0, "c1", "a", 1.0));
    assertMeasure(measure("properties.sku", new Check.Unique(), events), 4, 2, "in.csv:3");
  }

  @Test
  public void aValueIsLookedForInTheOtherSource() {
    List<Event> events =
        List.of(
            event("crm", "c1", 0, "c1", null, null),
            order("1", 0, "c1", "a", 1.0),
            order("2", 0, "c9", "a", 1.0),
            order("3", 0, "c9", "a", 1.0));
    Check exists = new Check.ExistsIn("crm", "identifiers.customer");
    assertMeasure(measure("identifiers.customer", exists, events), 3, 2, "in.csv:3");
  }

  @Test
  public void rowsAreThoseOfTheSourceAlone() {
    List<Event> events =
        List.of(order("1", 0, "c", "a", 1.0), event("crm", "x", 0, "c", null, null));
    Expectation one = expect("rows", null, new Check.Rows(1, 1));
    assertTrue(one.isMet(measure(one, events), 0));
    Expectation two = expect("rows", null, new Check.Rows(2, Long.MAX_VALUE));
    assertFalse(two.isMet(measure(two, events), 0));
    assertEquals("at least 2 rows", two.check().words());
    assertEquals("1 rows", two.observed(measure(two, events)));
  }

  @Test
  public void anEventOfTheFutureDoesNotMakeASourceFresh() {
    long start = 10 * DAY;
    Expectation fresh = expect("fresh", null, new Check.Fresh(Duration.ofDays(2)));
    List<Event> stale =
        List.of(order("1", 7 * DAY, "c", "a", 1.0), order("2", 90 * DAY, "c", "a", 1.0));
    assertFalse(fresh.isMet(measure(fresh, stale, start), start));
    assertTrue(
        fresh.isMet(measure(fresh, List.of(order("1", 8 * DAY, "c", "a", 1.0)), start), start));
    assertFalse("no event at all", fresh.isMet(measure(fresh, List.of(), start), start));
  }

  @Test
  public void mostlyIsTheLeastShareThatIsAsExpected() {
    Check check = new Check.Range(0, 10);
    Expectation strict = new Expectation("p", "orders", "properties.price", check, 0.91, false);
    Expectation mild = new Expectation("p", "orders", "properties.price", check, 0.9, false);
    Measure tenth = new Measure(10, 1, Measure.NEVER, null);
    assertFalse(strict.isMet(tenth, 0));
    assertTrue(mild.isMet(tenth, 0));
    assertEquals("1 of 10 are not", mild.observed(tenth));
    assertEquals("all 10 are", mild.observed(new Measure(10, 0, Measure.NEVER, null)));
    assertTrue("nothing was checked", strict.isMet(new Measure(0, 0, Measure.NEVER, null), 0));
  }

  /** Against plain collections, with random events in random bundles and shards. */
  @Test
  public void valuesAreComparedAcrossBundlesAndShardsAsInMemory() {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      List<Event> events = new ArrayList<>();
      for (int index = 0; index < 400; index++) {
        String source = random.nextInt(4) == 0 ? "crm" : "orders";
        String customer = random.nextInt(10) == 0 ? null : "c" + random.nextInt(60);
        String sku = "s" + random.nextInt(300);
        events.add(event(source, Integer.toString(index + 1), 0, customer, sku, 1.0));
      }
      Expectation unique = expect("unique", "properties.sku", new Check.Unique());
      Expectation exists =
          expect(
              "exists", "identifiers.customer", new Check.ExistsIn("crm", "identifiers.customer"));
      int shards = 1 + random.nextInt(5);
      assertEquals("seed " + seed, naiveUnique(events), inBundles(unique, events, random, shards));
      assertEquals("seed " + seed, naiveExists(events), inBundles(exists, events, random, shards));
    }
  }

  @Test
  public void aMeterIsFullWhenItHoldsManyValues() {
    ExpectationMeter meter =
        ExpectationMeter.of(
            List.of(expect("unique", "properties.sku", new Check.Unique())), FIELDS, 0, 16);
    int taken = 0;
    while (!meter.isFull() && taken < 1_000_000) {
      meter.take(order("1", 0, "c", "s" + taken++, 1.0), new Position("in.csv", taken));
    }
    assertTrue(taken + " values", taken >= 100_000 && taken < 102_000);
    meter.drain((key, seen) -> {});
    assertFalse(meter.isFull());
  }

  private static Measure naiveUnique(List<Event> events) {
    Set<Object> seen = new HashSet<>();
    long checked = 0;
    long failed = 0;
    Position first = null;
    for (Event event : events) {
      if (event.source().equals("orders")) {
        checked++;
        if (!seen.add(event.values().get(0))) {
          failed++;
          first = first == null ? position(event) : first;
        }
      }
    }
    return new Measure(checked, failed, Measure.NEVER, first);
  }

  private static Measure naiveExists(List<Event> events) {
    Set<String> known = new HashSet<>();
    for (Event event : events) {
      if (event.source().equals("crm") && !event.identifiers().isEmpty()) {
        known.add(event.identifiers().get(0).value());
      }
    }
    long checked = 0;
    long failed = 0;
    Position first = null;
    for (Event event : events) {
      if (event.source().equals("orders") && !event.identifiers().isEmpty()) {
        checked++;
        if (!known.contains(event.identifiers().get(0).value())) {
          failed++;
          first = first == null ? position(event) : first;
        }
      }
    }
    return new Measure(checked, failed, Measure.NEVER, first);
  }

  /** Measures in shuffled order and bundles of random size, and adds up the shards. */
  private static Measure inBundles(
      Expectation expectation, List<Event> events, Random random, int shards) {
    List<Event> shuffled = new ArrayList<>(events);
    java.util.Collections.shuffle(shuffled, random);
    Map<String, Observation> all = new HashMap<>();
    ExpectationMeter meter = ExpectationMeter.of(List.of(expectation), FIELDS, 0, shards);
    for (Event event : shuffled) {
      meter.take(event, position(event));
      if (random.nextInt(50) == 0) {
        meter.drain((key, seen) -> merge(all, key, seen));
      }
    }
    meter.drain((key, seen) -> merge(all, key, seen));
    Observation sum = new Observation();
    for (Map.Entry<String, Observation> shard : all.entrySet()) {
      assertEquals(expectation.key(), ExpectationMeter.expectation(shard.getKey()));
      Measure measure = shard.getValue().measure();
      sum.merge(Observation.of(measure, null, null));
    }
    return sum.measure();
  }

  private static void merge(Map<String, Observation> all, String key, Observation seen) {
    all.computeIfAbsent(key, unused -> new Observation()).merge(seen);
  }

  private static Measure measure(String field, Check check, List<Event> events) {
    return measure(expect("it", field, check), events);
  }

  private static Measure measure(Expectation expectation, List<Event> events) {
    return measure(expectation, events, Long.MAX_VALUE);
  }

  private static Measure measure(Expectation expectation, List<Event> events, long until) {
    ExpectationMeter meter = ExpectationMeter.of(List.of(expectation), FIELDS, until, 1);
    long line = 0;
    for (Event event : events) {
      meter.take(event, new Position("in.csv", ++line));
    }
    Observation all = new Observation();
    meter.drain((key, seen) -> all.merge(seen));
    return all.measure();
  }

  private static void assertMeasure(Measure measure, long checked, long failed, String example) {
    assertEquals(
        checked + " checked, " + failed + " failed at " + example,
        measure.checked() + " checked, " + measure.failed() + " failed at " + measure.example());
  }

  private static Check rule(String cel) {
    return new Check.IsTrue(Rule.compile("rule", cel, FIELDS.schema(), FieldType.BOOLEAN));
  }

  private static Position position(Event event) {
    return new Position("in.csv", Long.parseLong(event.messageId()));
  }

  private static Event order(String id, long time, String customer, String sku, Double price) {
    return event("orders", id, time, customer, sku, price);
  }
}

package dev.catchment.aggregate;

import dev.catchment.model.Consent;
import dev.catchment.model.Event;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Identifier;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** Features of every kind, audiences over them, and events, for tests of what is kept of people. */
final class LiveShop {
  static final Schema VALUES =
      Schema.of(
          new Field("properties.price", FieldType.DECIMAL),
          new Field("properties.category", FieldType.STRING));
  static final EventFields FIELDS = EventFields.of(VALUES, List.of("cookie"));
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Rule BOUGHT =
      Rule.compile("bought", "event == 'Bought'", FIELDS.schema(), FieldType.BOOLEAN);

  private static final AggregateProfiles AGGREGATE =
      AggregateProfiles.of(features(), FIELDS).withDerived(derived());
  private static final Schema FEATURES = AGGREGATE.schema();
  private static final List<Rule> DERIVED = AGGREGATE.rules();
  private static final List<AudienceRule> AUDIENCES = compiled();

  private LiveShop() {}

  static List<FeatureSpec> features() {
    return List.of(
        FeatureSpec.count("events"),
        FeatureSpec.count("orders").withWhere(BOUGHT),
        FeatureSpec.count("orders_7d").withWhere(BOUGHT).withLookBack(WEEK),
        FeatureSpec.sum("spent", "properties.price"),
        FeatureSpec.sum("spent_7d", "properties.price").withLookBack(WEEK),
        FeatureSpec.mean("mean_30d", "properties.price").withLookBack(Duration.ofDays(30)),
        FeatureSpec.min("least_7d", "properties.price").withLookBack(WEEK),
        FeatureSpec.max("most", "properties.price"),
        FeatureSpec.distinct("categories", "properties.category"),
        FeatureSpec.distinct("categories_7d", "properties.category").withLookBack(WEEK),
        FeatureSpec.first("first", "properties.category"),
        FeatureSpec.last("last_7d", "properties.category").withLookBack(WEEK),
        FeatureSpec.recency("days"),
        FeatureSpec.recency("order_days").withWhere(BOUGHT).withLookBack(Duration.ofDays(10)),
        FeatureSpec.recency("free_days").withWhere(BOUGHT),
        FeatureSpec.share("toys_7d", "properties.category", "toys").withLookBack(WEEK),
        FeatureSpec.sessions("sessions", Duration.ofMinutes(30)),
        FeatureSpec.sessions("sessions_7d", Duration.ofMinutes(30)).withLookBack(WEEK),
        FeatureSpec.count("january").withUntil(Instant.parse("2026-02-01T00:00:00Z")),
        FeatureSpec.count("later").withFrom(Instant.parse("2026-01-15T06:30:00Z")));
  }

  static List<DerivedFeature> derived() {
    return List.of(
        new DerivedFeature("average", FieldType.DECIMAL, "spent / double(events)"),
        new DerivedFeature("tired", FieldType.BOOLEAN, "days > 5 && orders_7d == 0"),
        new DerivedFeature(
            "score", FieldType.DECIMAL, "double(orders) * 10.0 - double(free_days)"));
  }

  static AggregateProfiles aggregate() {
    return AGGREGATE;
  }

  static List<AudienceRule> audiences() {
    return AUDIENCES;
  }

  private static List<AudienceRule> compiled() {
    Map<String, String> rules =
        Map.ofEntries(
            Map.entry("here", "days <= 3"),
            Map.entry("gone", "days >= 12"),
            Map.entry("busy", "orders_7d >= 2"),
            Map.entry("big", "spent_7d > 100.0 || mean_30d > 60.0"),
            Map.entry("dear", "most > 95.0"),
            Map.entry("tired", "tired"),
            Map.entry("scored", "score > 5.0"),
            Map.entry("bought-lately", "order_days < 8"),
            Map.entry("many-sessions", "sessions_7d > 3 && sessions > 5"),
            Map.entry("toys", "toys_7d > 0.5"),
            Map.entry("last-toys", "last_7d == 'toys' && categories_7d > 1"),
            Map.entry("cheap", "least_7d < 5.0"),
            Map.entry("average", "average > 40.0 && categories > 2"),
            Map.entry("not-gone", "!(days > 20)"),
            Map.entry("everybody", "true"));
    Schema schema = FEATURES;
    List<AudienceRule> audiences = new ArrayList<>();
    rules.keySet().stream()
        .sorted()
        .forEach(
            name ->
                audiences.add(
                    AudienceRule.of(
                        name,
                        Rule.compile(name, rules.get(name), schema, FieldType.BOOLEAN),
                        schema)));
    return audiences;
  }

  /** An event of a person so many hours after the start. */
  static Event event(int id, double hours, String name, Double price, String category) {
    return new Event(
        "m" + id,
        Event.Type.TRACK,
        name,
        START.toEpochMilli() + Math.round(hours * 3_600_000),
        "web",
        "shop",
        Consent.GRANTED,
        List.of(new Identifier("cookie", "c")),
        Values.of(VALUES, price, category));
  }

  /** Events of some days, now and then at the very begin of one. */
  static List<Event> randomEvents(Random random, int count, int days) {
    List<Event> events = new ArrayList<>();
    List<String> categories = List.of("toys", "books", "food");
    for (int id = 0; id < count; id++) {
      double hours =
          random.nextInt(10) == 0 ? 24.0 * random.nextInt(days) : random.nextDouble() * 24 * days;
      events.add(
          event(
              id,
              hours,
              random.nextBoolean() ? "Bought" : "Viewed",
              random.nextInt(5) == 0 ? null : random.nextInt(100) + random.nextDouble(),
              random.nextInt(6) == 0 ? null : categories.get(random.nextInt(3))));
    }
    return events;
  }

  /** The profile that a batch makes of events. */
  static Values batch(List<Event> events, long asOf) {
    CombineFeatures fn = new CombineFeatures(features(), FIELDS, Instant.ofEpochMilli(asOf));
    Object[] accumulators = fn.createAccumulator();
    for (Event event : events) {
      accumulators = fn.addInput(accumulators, event);
    }
    Values values = fn.extractOutput(accumulators);
    Schema schema = FEATURES;
    for (Rule rule : DERIVED) {
      Values known = values;
      values = values.append(rule.evaluate(name -> known.get(schema.slot(name))));
    }
    return values;
  }

  /** The audiences of a profile. */
  static List<String> members(Values features) {
    Schema schema = FEATURES;
    Function<String, Object> values = name -> features.get(schema.slot(name));
    return audiences().stream()
        .filter(audience -> audience.rule().test(values))
        .map(AudienceRule::name)
        .toList();
  }
}

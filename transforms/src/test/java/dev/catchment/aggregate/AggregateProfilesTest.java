package dev.catchment.aggregate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.google.common.base.Splitter;
import dev.catchment.model.Consent;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Identifier;
import dev.catchment.model.Profile;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import dev.catchment.rules.EventFields;
import dev.catchment.rules.RuleException;
import dev.catchment.shuffle.CombineFnLaws;
import dev.catchment.testing.SharedData;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;

@Category(NeedsRunner.class)
public class AggregateProfilesTest {
  private static final Schema VALUES =
      Schema.of(
          new Field("properties.price", FieldType.DECIMAL),
          new Field("properties.quantity", FieldType.INTEGER),
          new Field("properties.category", FieldType.STRING));
  private static final EventFields FIELDS = EventFields.of(VALUES, List.of("cookie"));
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant MIDDLE = Instant.parse("2026-01-15T00:00:00Z");
  private static final Instant AS_OF = Instant.parse("2026-01-20T12:00:00Z");

  @Rule public final transient TestPipeline pipeline = TestPipeline.create();

  @Test
  public void equalsTheTwinOnRandomEvents() {
    List<KV<String, Event>> events = randomEvents(1_500, 40);
    AggregateProfiles aggregate = AggregateProfiles.of(features(), FIELDS).withAsOf(AS_OF);
    List<Profile> expected = new ArrayList<>();
    byProfile(events).forEach((id, own) -> expected.add(new Profile(id, twin(own))));
    PAssert.that(profiles(events, aggregate)).containsInAnyOrder(expected);
    pipeline.run();
  }

  @Test
  public void obeysTheLawsAsAWhole() throws Exception {
    CombineFeatures fn = new CombineFeatures(features(), FIELDS, AS_OF);
    CombineFnLaws.check(
        fn,
        randomEvents(60, 1).stream().map(KV::getValue).toList(),
        fn.getAccumulatorCoder(pipeline.getCoderRegistry(), EventCoder.of(VALUES)));
  }

  @Test
  public void recencyEqualsTheReferenceOfOnlineRetail() throws Exception {
    CombineFeatures fn =
        new CombineFeatures(
            List.of(FeatureSpec.recency("days")), FIELDS, Instant.parse("2011-12-10T00:00:00Z"));
    List<String> lines =
        Files.readAllLines(SharedData.file("online-retail/rfm_reference_deduplicated.csv"));
    assertEquals(4_338, lines.size() - 1);
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = Splitter.on(',').splitToList(line);
      Instant last = Instant.parse(cells.get(6).replace(' ', 'T') + "Z");
      Values made =
          fn.extractOutput(fn.addInput(fn.createAccumulator(), event(last, null, null, null)));
      assertEquals(line, Long.valueOf(cells.get(1)), made.get(0));
    }
  }

  @Test
  public void derivesFeaturesFromThoseBeforeThem() {
    AggregateProfiles aggregate =
        AggregateProfiles.of(
                List.of(
                    FeatureSpec.count("orders"),
                    FeatureSpec.sum("spend", "properties.price"),
                    FeatureSpec.max("highest", "properties.price")),
                FIELDS)
            .withDerived(
                List.of(
                    new DerivedFeature("average", FieldType.DECIMAL, "spend / double(orders)"),
                    new DerivedFeature("good", FieldType.BOOLEAN, "average > 2.0"),
                    new DerivedFeature("twice", FieldType.DECIMAL, "highest * 2.0")));
    assertEquals(
        List.of("orders", "spend", "highest", "average", "good", "twice"),
        aggregate.schema().names());
    PAssert.that(
            profiles(
                List.of(
                    KV.of("a", event(START, 1.0, null, null)),
                    KV.of("a", event(START, 4.0, null, null)),
                    KV.of("b", event(START, null, null, null))),
                aggregate))
        .containsInAnyOrder(
            List.of(
                new Profile("a", Values.of(2L, 5.0, 4.0, 2.5, true, 8.0)),
                new Profile("b", Values.of(1L, 0.0, null, 0.0, false, null))));
    pipeline.run();
  }

  @Test
  public void namesTheFeatureThatDoesNotFit() {
    assertRefused(FeatureSpec.sum("s", "properties.category"), "feature s", "STRING", "a number");
    assertRefused(FeatureSpec.min("m", "properties.category"), "feature m", "timestamp");
    assertRefused(FeatureSpec.sum("s", "properties.prize"), "properties.prize");
    AggregateProfiles timeless = AggregateProfiles.of(List.of(FeatureSpec.recency("r")), FIELDS);
    IllegalArgumentException dateless =
        assertThrows(IllegalArgumentException.class, timeless::combineFn);
    assertTrue(dateless.getMessage().contains("feature r needs the date"));
    assertRefused(FeatureSpec.share("h", "properties.quantity", "x"), "feature h", "INTEGER");
    assertThrows(
        IllegalArgumentException.class,
        () -> FeatureSpec.count("c").withFrom(MIDDLE).withUntil(START));
    assertThrows(IllegalArgumentException.class, () -> FeatureSpec.sessions("n", Duration.ZERO));
    AggregateProfiles twice =
        AggregateProfiles.of(List.of(FeatureSpec.count("c"), FeatureSpec.count("c")), FIELDS);
    assertThrows(IllegalArgumentException.class, twice::schema);
    AggregateProfiles wrong =
        AggregateProfiles.of(List.of(FeatureSpec.count("orders")), FIELDS)
            .withDerived(List.of(new DerivedFeature("d", FieldType.DECIMAL, "order + 1")));
    RuleException failure =
        assertThrows(RuleException.class, () -> profiles(randomEvents(1, 1), wrong));
    assertTrue(failure.getMessage().contains("did you mean orders?"));
    pipeline.enableAbandonedNodeEnforcement(false);
  }

  private static void assertRefused(FeatureSpec feature, String... parts) {
    AggregateProfiles aggregate = AggregateProfiles.of(List.of(feature), FIELDS);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, aggregate::schema);
    for (String part : parts) {
      assertTrue(refused.getMessage(), refused.getMessage().contains(part));
    }
  }

  private static List<FeatureSpec> features() {
    dev.catchment.rules.Rule shoes =
        dev.catchment.rules.Rule.compile(
            "shoes", "properties.category == 'shoes'", FIELDS.schema(), FieldType.BOOLEAN);
    return List.of(
        FeatureSpec.count("events"),
        FeatureSpec.count("shoes").withWhere(shoes).withFrom(MIDDLE),
        FeatureSpec.sum("spend", "properties.price").withUntil(MIDDLE),
        FeatureSpec.mean("price", "properties.price").withWhere(shoes),
        FeatureSpec.min("least", "properties.quantity"),
        FeatureSpec.max("latest", "timestamp"),
        FeatureSpec.distinct("categories", "properties.category"),
        FeatureSpec.first("first", "properties.category"),
        FeatureSpec.last("last", "properties.category"),
        FeatureSpec.recency("recency"),
        FeatureSpec.share("shoeShare", "properties.category", "shoes"),
        FeatureSpec.sessions("sessions", FeatureSpec.DEFAULT_SESSION_GAP));
  }

  /** The same features of one person's events, the plain way. */
  private static Values twin(List<Event> events) {
    List<Event> sorted = new ArrayList<>(events);
    sorted.sort(Comparator.comparingLong(Event::timestamp));
    long count = 0;
    double spend = 0;
    double shoePrices = 0;
    long pricedShoes = 0;
    long lateShoes = 0;
    long shoes = 0;
    Long least = null;
    Long lastBefore = null;
    long sessions = 0;
    TreeMap<Long, TreeSet<String>> categories = new TreeMap<>();
    for (Event event : sorted) {
      Object price = event.values().get(0);
      Long quantity = (Long) event.values().get(1);
      String category = event.values().getString(2);
      long time = event.timestamp();
      count++;
      boolean early = time < MIDDLE.toEpochMilli();
      spend += early && price != null ? (Double) price : 0;
      if ("shoes".equals(category)) {
        shoes++;
        lateShoes += early ? 0 : 1;
        shoePrices += price == null ? 0 : (Double) price;
        pricedShoes += price == null ? 0 : 1;
      }
      least = least == null || (quantity != null && quantity < least) ? quantity : least;
      if (category != null) {
        categories.computeIfAbsent(time, unused -> new TreeSet<>()).add(category);
      }
      sessions +=
          count == 1 || time - sorted.get((int) count - 2).timestamp() >= 30 * 60_000 ? 1 : 0;
      lastBefore = time <= AS_OF.toEpochMilli() ? (Long) time : lastBefore;
    }
    return Values.of(
        count,
        lateShoes,
        spend,
        pricedShoes == 0 ? null : (Object) (shoePrices / pricedShoes),
        least,
        sorted.get(sorted.size() - 1).timestamp(),
        categories.values().stream().flatMap(Set::stream).distinct().count(),
        categories.isEmpty() ? null : categories.firstEntry().getValue().first(),
        categories.isEmpty() ? null : categories.lastEntry().getValue().last(),
        lastBefore == null
            ? null
            : (Object) Duration.ofMillis(AS_OF.toEpochMilli() - lastBefore).toDays(),
        (double) shoes / count,
        sessions);
  }

  private PCollection<Profile> profiles(
      List<KV<String, Event>> events, AggregateProfiles aggregate) {
    return pipeline
        .apply(Create.of(events).withCoder(KvCoder.of(StringUtf8Coder.of(), EventCoder.of(VALUES))))
        .apply(aggregate);
  }

  private static Map<String, List<Event>> byProfile(List<KV<String, Event>> events) {
    Map<String, List<Event>> byProfile = new TreeMap<>();
    for (KV<String, Event> event : events) {
      byProfile.computeIfAbsent(event.getKey(), unused -> new ArrayList<>()).add(event.getValue());
    }
    return byProfile;
  }

  /** Prices are multiples of a quarter, so that the twin's sums are exact too. */
  private static List<KV<String, Event>> randomEvents(int count, int people) {
    Random random = new Random(17);
    List<String> categories = Arrays.asList("shoes", "hats", "", null);
    List<KV<String, Event>> events = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      Instant time =
          START.plus(
              Duration.ofMinutes(5L * random.nextInt(random.nextBoolean() ? 30 * 24 * 12 : 100)));
      Double price = random.nextInt(5) == 0 ? null : (Double) (random.nextInt(4_000) / 4.0);
      Long quantity = random.nextInt(5) == 0 ? null : (Long) (long) random.nextInt(50);
      String category = categories.get(random.nextInt(4));
      events.add(KV.of("p" + random.nextInt(people), event(time, price, quantity, category)));
    }
    return events;
  }

  private static Event event(Instant time, Double price, Long quantity, String category) {
    return new Event(
        "m",
        Event.Type.TRACK,
        null,
        time.toEpochMilli(),
        "web",
        "shop",
        Consent.UNKNOWN,
        List.of(new Identifier("cookie", "c")),
        Values.of(VALUES, price, quantity, category));
  }
}

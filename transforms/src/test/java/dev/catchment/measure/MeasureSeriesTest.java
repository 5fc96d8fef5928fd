package dev.catchment.measure;

import static org.junit.Assert.assertEquals;

import com.google.common.collect.Lists;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Measured;
import dev.catchment.model.SeriesKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.testing.UsesTestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;

/** Windows are told as their events and the watermark come, in a stream and of files alike. */
public class MeasureSeriesTest {
  // Those that count on the steps of a watermark are not of NeedsRunner: Flink holds the watermark
  // of a TestStream back while a bundle goes on, and no other runner than Direct can advance its
  // processing time.

  private static final long MINUTE = 60_000;
  private static final Duration SIZE = Duration.ofMinutes(1);

  @Rule public final TestPipeline pipeline = TestPipeline.create();

  private static SeriesSpec spec(WindowSpec windows) {
    return SeriesSpec.of(
            "shop",
            windows,
            List.of(MetricSpec.count("events"), MetricSpec.sum("amount", "properties.amount")),
            Shop.FIELDS)
        .withKey("properties.shop");
  }

  private static TestStream.Builder<Event> stream() {
    return TestStream.create(EventCoder.of(Shop.SCHEMA));
  }

  private static TimestampedValue<Event> at(String shop, long time, double amount) {
    return TimestampedValue.of(Shop.event(shop, time, amount), Instant.ofEpochMilli(time));
  }

  private static String text(KV<SeriesKey, Measured> told) {
    Measured measured = told.getValue();
    return "%s %d %d: %.0f %.1f"
        .formatted(
            told.getKey().key(),
            measured.start(),
            measured.end(),
            measured.value(0),
            measured.value(1));
  }

  private static String paneText(KV<SeriesKey, Measured> told) {
    return told.getValue().pane() + " " + text(told);
  }

  private static PCollection<String> texts(PCollectionTuple measured) {
    return measured
        .get(MeasureSeries.VALUES)
        .apply("Text", MapElements.into(TypeDescriptors.strings()).via(MeasureSeriesTest::text));
  }

  private static PCollection<String> paneTexts(PCollectionTuple measured) {
    return measured
        .get(MeasureSeries.VALUES)
        .apply(
            "Text", MapElements.into(TypeDescriptors.strings()).via(MeasureSeriesTest::paneText));
  }

  private static Void checkTallies(Iterable<KV<String, Long>> tallies, Map<String, Long> wanted) {
    Map<String, Long> sums = new HashMap<>();
    tallies.forEach(tally -> sums.merge(tally.getKey(), tally.getValue(), Long::sum));
    assertEquals(wanted, sums);
    return null;
  }

  @Test
  @Category(UsesTestStream.class)
  public void everyLatenessHasItsFate() {
    PCollectionTuple measured =
        pipeline
            .apply(
                stream()
                    .addElements(at("a", 5_000, 1), at("a", 6_000, 2))
                    .addElements(at("a", 70_000, 4))
                    .advanceWatermarkTo(Instant.ofEpochMilli(MINUTE))
                    .addElements(at("a", 7_000, 8), at("b", 8_000, 16))
                    .advanceWatermarkTo(Instant.ofEpochMilli(3 * MINUTE - 1))
                    .addElements(at("a", 9_000, 32))
                    .advanceWatermarkTo(Instant.ofEpochMilli(3 * MINUTE))
                    .addElements(at("a", 59_999, 64), at("c", 1, 64), at("a", 130_000, 128))
                    .advanceWatermarkToInfinity())
            .apply(
                MeasureSeries.of(
                    List.of(spec(WindowSpec.tumbling(SIZE)).withLateness(Duration.ofMinutes(2)))));
    PAssert.that(paneTexts(measured))
        .containsInAnyOrder(
            "ON_TIME a 0 60000: 2 3.0",
            "LATE a 0 60000: 3 11.0",
            "LATE b 0 60000: 1 16.0",
            "LATE a 0 60000: 4 43.0",
            "ON_TIME a 60000 120000: 1 4.0",
            "LATE a 120000 180000: 1 128.0");
    PAssert.that(measured.get(MeasureSeries.TALLIES))
        .satisfies(tallies -> checkTallies(tallies, Map.of("measured/shop", 7L, "late/shop", 2L)));
    pipeline.run();
  }

  @Test
  @Category(UsesTestStream.class)
  public void earlyValuesAreTheSumsSoFar() {
    PCollectionTuple measured =
        pipeline
            .apply(
                stream()
                    .addElements(at("a", 5_000, 1))
                    .advanceProcessingTime(org.joda.time.Duration.standardSeconds(9))
                    .addElements(at("a", 6_000, 2))
                    .advanceProcessingTime(org.joda.time.Duration.standardSeconds(2))
                    .addElements(at("a", 7_000, 4))
                    .advanceWatermarkToInfinity())
            .apply(
                MeasureSeries.of(
                    List.of(spec(WindowSpec.tumbling(SIZE)).withEarly(Duration.ofSeconds(10)))));
    PAssert.that(paneTexts(measured))
        .containsInAnyOrder("EARLY a 0 60000: 2 3.0", "ON_TIME a 0 60000: 3 7.0");
    pipeline.run();
  }

  @Test
  @Category(UsesTestStream.class)
  public void sessionsGrowTogether() {
    PCollectionTuple measured =
        pipeline
            .apply(
                stream()
                    .addElements(at("a", 0, 1), at("a", 100_000, 2), at("a", 400_000, 4))
                    .advanceWatermarkTo(Instant.ofEpochMilli(3 * MINUTE))
                    .addElements(at("a", 50_000, 8))
                    .advanceWatermarkToInfinity())
            .apply(
                MeasureSeries.of(
                    List.of(spec(WindowSpec.session(SIZE)).withLateness(Duration.ofMinutes(5)))));
    PAssert.that(paneTexts(measured))
        .containsInAnyOrder(
            "ON_TIME a 0 60000: 1 1.0",
            "ON_TIME a 100000 160000: 1 2.0",
            "LATE a 0 160000: 3 11.0",
            "ON_TIME a 400000 460000: 1 4.0");
    pipeline.run();
  }

  @Test
  @Category(UsesTestStream.class)
  public void emptyWindowsAreToldUntilTheSeriesIsForgotten() {
    List<Event> events = List.of(Shop.event("a", 0, 1.0), Shop.event("a", 20 * MINUTE, 2.0));
    List<String> wanted =
        List.of(
            "a 0 60000: 1 1.0",
            "a 60000 120000: 0 0.0",
            "a 120000 180000: 0 0.0",
            "a 1200000 1260000: 1 2.0",
            "a 1260000 1320000: 0 0.0",
            "a 1320000 1380000: 0 0.0");
    SeriesSpec spec = spec(WindowSpec.tumbling(SIZE)).withZeros().withForget(Duration.ofMinutes(3));
    TestStream.Builder<Event> stream = stream();
    for (Event event : events) {
      stream =
          stream
              .addElements(TimestampedValue.of(event, Instant.ofEpochMilli(event.timestamp())))
              .advanceWatermarkTo(Instant.ofEpochMilli(event.timestamp() + 10 * MINUTE));
    }
    PAssert.that(
            texts(
                pipeline
                    .apply(stream.advanceWatermarkToInfinity())
                    .apply("Stream", MeasureSeries.of(List.of(spec)))))
        .containsInAnyOrder(wanted);
    PAssert.that(
            pipeline
                .apply(Create.of(events).withCoder(EventCoder.of(Shop.SCHEMA)))
                .apply("Batch", MeasureSeries.of(List.of(spec)))
                .get(MeasureSeries.VALUES)
                .apply(
                    "Batch text",
                    MapElements.into(TypeDescriptors.strings()).via(MeasureSeriesTest::text)))
        .containsInAnyOrder(wanted.subList(0, 4));
    pipeline.run();
  }

  /** A division by zero is in the condition of the monitor as in that of a metric. */
  @Test
  @Category(NeedsRunner.class)
  public void aConditionThatFailsForAnEventStopsNothing() {
    dev.catchment.rules.Rule share = Shop.rule("10 / int(properties.amount) > 1");
    List<MetricSpec> metrics =
        List.of(MetricSpec.count("events"), MetricSpec.count("shares").withWhere(share));
    PAssert.that(
            texts(
                pipeline
                    .apply(
                        Create.of(Shop.event("a", 1, 0.0), Shop.event("a", 2, 5.0))
                            .withCoder(EventCoder.of(Shop.SCHEMA)))
                    .apply(
                        MeasureSeries.of(
                            List.of(
                                SeriesSpec.of(
                                        "metric", WindowSpec.tumbling(SIZE), metrics, Shop.FIELDS)
                                    .withKey("properties.shop"),
                                SeriesSpec.of(
                                        "monitor", WindowSpec.tumbling(SIZE), metrics, Shop.FIELDS)
                                    .withWhere(share)
                                    .withKey("properties.shop"))))))
        .containsInAnyOrder("a 0 60000: 2 1.0", "a 0 60000: 1 1.0");
    pipeline.run();
  }

  @Test
  @Category({NeedsRunner.class, UsesTestStream.class})
  public void eventsOfTheFutureAreLeftOutAndCounted() {
    PCollectionTuple measured =
        pipeline
            .apply(
                stream()
                    .advanceWatermarkTo(Instant.ofEpochMilli(MINUTE))
                    .addElements(at("a", 2 * MINUTE, 1), at("a", 5_000_000_000L, 2))
                    .advanceWatermarkToInfinity())
            .apply(
                MeasureSeries.of(
                    List.of(spec(WindowSpec.tumbling(SIZE)).withAhead(Duration.ofHours(1)))));
    PAssert.that(texts(measured)).containsInAnyOrder("a 120000 180000: 1 1.0");
    PAssert.that(measured.get(MeasureSeries.TALLIES))
        .satisfies(
            tallies -> checkTallies(tallies, Map.of("measured/shop", 1L, "future/shop", 1L)));
    pipeline.run();
  }

  @Test
  @Category(NeedsRunner.class)
  public void whatIsNoNumberOrHasNoKeyIsLeftOut() {
    List<Event> events =
        List.of(
            Shop.event("a", 0, Double.NaN),
            Shop.event("a", 0, null),
            Shop.event("a", 0, 2.0),
            Shop.event("a", 0, 2.0),
            Shop.event(null, 0, 4.0),
            Shop.event("a", 10 * MINUTE, 8.0));
    PCollectionTuple measured =
        pipeline
            .apply(Create.of(events).withCoder(EventCoder.of(Shop.SCHEMA)))
            .apply(
                MeasureSeries.of(List.of(spec(WindowSpec.tumbling(SIZE))))
                    .withUntil(java.time.Instant.ofEpochMilli(5 * MINUTE)));
    PAssert.that(texts(measured)).containsInAnyOrder("a 0 60000: 4 4.0");
    PAssert.that(measured.get(MeasureSeries.TALLIES))
        .satisfies(
            tallies ->
                checkTallies(
                    tallies, Map.of("measured/shop", 4L, "keyless/shop", 1L, "future/shop", 1L)));
    pipeline.run();
  }

  @Test
  @Category({NeedsRunner.class, UsesTestStream.class})
  public void tumblingStreamAndFilesEqualTheTwin() {
    checkTwin(WindowSpec.tumbling(SIZE));
  }

  @Test
  @Category(UsesTestStream.class)
  public void slidingStreamAndFilesEqualTheTwin() {
    checkTwin(WindowSpec.sliding(Duration.ofMinutes(5), SIZE));
  }

  @Test
  @Category({NeedsRunner.class, UsesTestStream.class})
  public void sessionStreamAndFilesEqualTheTwin() {
    checkTwin(WindowSpec.session(Duration.ofSeconds(90)));
  }

  /** Hours out of order, half of all events of one key, gaps of days, equal stamps. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // An array of a generic type.
  private void checkTwin(WindowSpec windows) {
    Random random = new Random(windows.size() + windows.step());
    List<Event> events = new ArrayList<>();
    for (int index = 0; index < 320; index++) {
      long day = index % 5 * 3L * 24 * 60 * MINUTE;
      String shop = index % 2 == 0 ? "hot" : "s" + random.nextInt(20);
      events.add(
          Shop.event(
              shop,
              day + random.nextInt(30) * 10_000L + random.nextInt(2) * 90L * MINUTE,
              random.nextInt(100) / 2.0));
    }
    List<String> wanted = NaiveMeasures.of(windows, events);
    List<Event> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, random);
    SeriesSpec spec = spec(windows).withLateness(Duration.ofDays(20));
    TestStream.Builder<Event> stream = stream();
    long watermark = 0;
    for (List<Event> some : Lists.partition(shuffled, 40)) {
      List<TimestampedValue<Event>> timed =
          some.stream()
              .map(event -> TimestampedValue.of(event, Instant.ofEpochMilli(event.timestamp())))
              .toList();
      TimestampedValue<Event>[] rest =
          timed.subList(1, timed.size()).toArray(new TimestampedValue[0]);
      watermark += 12 * 60 * MINUTE;
      stream =
          stream
              .addElements(timed.get(0), rest)
              .advanceWatermarkTo(Instant.ofEpochMilli(watermark));
    }
    long end = events.stream().mapToLong(Event::timestamp).max().getAsLong();
    PCollectionTuple live =
        pipeline
            .apply(
                stream
                    .advanceWatermarkTo(Instant.ofEpochMilli(end + 60 * MINUTE))
                    .advanceWatermarkToInfinity())
            .apply("Stream", MeasureSeries.of(List.of(spec)));
    PAssert.that(live.get(MeasureSeries.VALUES)).satisfies(values -> checkLatest(values, wanted));
    PCollectionTuple files =
        pipeline
            .apply(Create.of(shuffled).withCoder(EventCoder.of(Shop.SCHEMA)))
            .apply("Files", MeasureSeries.of(List.of(spec)));
    long known = Math.floorDiv(end, MINUTE) * MINUTE + MINUTE;
    List<String> complete =
        windows.isSession()
            ? wanted
            : wanted.stream()
                .filter(text -> Long.parseLong(text.split("[ :]", -1)[2]) <= known)
                .toList();
    PAssert.that(files.get(MeasureSeries.VALUES))
        .satisfies(values -> checkLatest(values, complete));
    pipeline.run();
  }

  /** The last word on each window is what is wanted; sessions that were joined are gone. */
  private static Void checkLatest(Iterable<KV<SeriesKey, Measured>> values, List<String> wanted) {
    List<KV<SeriesKey, Measured>> all = StreamSupport.stream(values.spliterator(), false).toList();
    List<String> latest =
        all.stream()
            .filter(told -> all.stream().noneMatch(other -> replaces(other, told)))
            .map(MeasureSeriesTest::text)
            .distinct()
            .sorted()
            .toList();
    assertEquals(wanted, latest);
    return null;
  }

  /** A later word on the same window, or on a session that the other became a part of. */
  private static boolean replaces(KV<SeriesKey, Measured> other, KV<SeriesKey, Measured> told) {
    Measured newer = other.getValue();
    Measured older = told.getValue();
    boolean sameGap = newer.end() - newer.newest() == older.end() - older.newest();
    return other.getKey().equals(told.getKey())
        && newer.events() > older.events()
        && newer.start() <= older.start()
        && newer.end() >= older.end()
        && (newer.end() - newer.start() == older.end() - older.start() || sameGap);
  }
}

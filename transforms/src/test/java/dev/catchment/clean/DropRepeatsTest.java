package dev.catchment.clean;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.catchment.account.Tallies;
import dev.catchment.model.Consent;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.testing.UsesTestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;

// Not of NeedsRunner: no other runner than Direct can advance the processing time of a TestStream.
@Category(UsesTestStream.class)
public class DropRepeatsTest {
  private static final Schema SCHEMA = Schema.of(new Field("properties.n", FieldType.INTEGER));
  private static final EventCoder CODER = EventCoder.of(SCHEMA);
  private static final Duration MINUTE = Duration.standardMinutes(1);

  @Rule public final TestPipeline pipeline = TestPipeline.create();

  @Test
  public void keepsTheFirstToArriveOfASourceAndIdAndCountsTheOthers() {
    check(
        TestStream.create(CODER)
            .addElements(at(0, event("web", "a", 1)), at(0, event("app", "a", 2)))
            .advanceProcessingTime(Duration.standardSeconds(59))
            .addElements(at(0, event("web", "a", 3)), at(0, event("web", "b", 4)))
            .advanceWatermarkToInfinity(),
        List.of(event("web", "a", 1), event("app", "a", 2), event("web", "b", 4)),
        Map.of("accepted/web", 2L, "accepted/app", 1L, "duplicate/web", 1L));
  }

  @Test
  public void forgetsAMessageWhenItsHorizonEndsHoweverOftenItWasRepeated() {
    check(
        TestStream.create(CODER)
            .addElements(at(0, event("web", "a", 1)))
            .advanceProcessingTime(Duration.standardSeconds(40))
            .addElements(at(0, event("web", "a", 2)))
            .advanceProcessingTime(Duration.standardSeconds(40))
            .addElements(at(0, event("web", "a", 3)))
            .advanceProcessingTime(Duration.standardSeconds(40))
            .addElements(at(0, event("web", "a", 4)))
            .advanceWatermarkToInfinity(),
        List.of(event("web", "a", 1), event("web", "a", 3)),
        Map.of("accepted/web", 2L, "duplicate/web", 2L));
  }

  @Test
  public void eventsThatAreOnTimeLateOrOfTheFutureAreTreatedAlike() {
    check(
        TestStream.create(CODER)
            .addElements(
                at(10, event("web", "onTime", 1)), at(1_000_000, event("web", "future", 2)))
            .advanceWatermarkTo(Instant.ofEpochSecond(500))
            .addElements(at(20, event("web", "late", 3)), at(20, event("web", "onTime", 4)))
            .addElements(at(600, event("web", "late", 5)), at(21, event("web", "future", 6)))
            .advanceProcessingTime(Duration.standardSeconds(61))
            .addElements(at(22, event("web", "late", 7)))
            .advanceWatermarkToInfinity(),
        List.of(
            event("web", "onTime", 1),
            event("web", "future", 2),
            event("web", "late", 3),
            event("web", "late", 7)),
        Map.of("accepted/web", 4L, "duplicate/web", 3L));
  }

  /** No arrival falls on the end of a horizon: 60 is no sum of sevens. */
  @Test
  public void doesWhatTheTwinDoesWithRandomArrivals() {
    Random random = new Random(20260101);
    TestStream.Builder<Event> stream = TestStream.create(CODER);
    List<Event> kept = new ArrayList<>();
    Map<String, Long> until = new HashMap<>();
    Map<String, Long> tallies = new HashMap<>();
    long now = 0;
    for (int n = 0; n < 300; n++) {
      if (random.nextInt(3) == 0) {
        stream = stream.advanceProcessingTime(Duration.standardSeconds(7));
        now += 7;
      }
      Event event = event("s" + random.nextInt(2), "m" + random.nextInt(12), n);
      stream = stream.addElements(at(random.nextInt(5000), event));
      String key = event.source() + " " + event.messageId();
      if (until.getOrDefault(key, 0L) <= now) {
        until.put(key, now + 60);
        kept.add(event);
        tallies.merge("accepted/" + event.source(), 1L, Long::sum);
      } else {
        tallies.merge("duplicate/" + event.source(), 1L, Long::sum);
      }
    }
    check(stream.advanceWatermarkToInfinity(), kept, tallies);
  }

  @Test
  public void eventsInWindowsAreRefused() {
    PCollection<Event> windowed =
        pipeline.apply(Create.empty(CODER)).apply(Window.<Event>into(FixedWindows.of(MINUTE)));
    assertThrows(
        IllegalArgumentException.class, () -> windowed.apply(DropRepeats.within(MINUTE, SCHEMA)));
    assertThrows(IllegalArgumentException.class, () -> DropRepeats.within(Duration.ZERO, SCHEMA));
    pipeline.enableAbandonedNodeEnforcement(false);
  }

  private void check(TestStream<Event> stream, List<Event> kept, Map<String, Long> tallies) {
    Map<String, Long> expected = new HashMap<>(tallies);
    PCollectionTuple outputs = pipeline.apply(stream).apply(DropRepeats.within(MINUTE, SCHEMA));
    PAssert.that(outputs.get(DropRepeats.EVENTS)).containsInAnyOrder(kept);
    PAssert.that(outputs.get(Tallies.TAG))
        .satisfies(
            counted -> {
              Map<String, Long> sums = new HashMap<>();
              counted.forEach(count -> sums.merge(count.getKey(), count.getValue(), Long::sum));
              assertEquals(expected, sums);
              return null;
            });
    pipeline.run();
  }

  private static TimestampedValue<Event> at(long second, Event event) {
    return TimestampedValue.of(event, Instant.ofEpochSecond(second));
  }

  private static Event event(String source, String id, long n) {
    return new Event(
        id,
        Event.Type.TRACK,
        "x",
        0,
        "web",
        source,
        Consent.UNKNOWN,
        List.of(),
        Values.of(SCHEMA, n));
  }
}

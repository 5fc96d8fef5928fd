package dev.catchment.expect;

import static dev.catchment.expect.Shop.FIELDS;
import static dev.catchment.expect.Shop.event;
import static dev.catchment.expect.Shop.expect;

import dev.catchment.model.CoderLaws;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.Position;
import dev.catchment.shuffle.CombineFnLaws;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.testing.UsesTestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.Assert;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;

/** The windowed form of expectations, the laws of what is merged, and the byte formats. */
public class MeasureExpectationsTest {
  private static final Duration MINUTE = Duration.standardMinutes(1);
  private static final EventCoder CODER = EventCoder.of(Shop.SCHEMA);
  private static final List<Expectation> EXPECTATIONS =
      List.of(
          expect("unique", "messageId", new Check.Unique()),
          expect("cheap", "properties.price", new Check.Range(0, 10)),
          expect("rows", null, new Check.Rows(2, 100)),
          expect("fresh", null, new Check.Fresh(java.time.Duration.ofSeconds(30))));

  @Rule public final transient TestPipeline pipeline = TestPipeline.create();

  @Test
  @Category(NeedsRunner.class)
  public void measuresABatchInOneWindow() {
    PCollection<KV<String, Measure>> measured =
        pipeline
            .apply(
                Create.of(order("a", 1, 5), order("b", 2, 50), order("a", 3, 5)).withCoder(CODER))
            .apply(MeasureExpectations.of(EXPECTATIONS, FIELDS));
    PAssert.that(measured)
        .containsInAnyOrder(
            List.of(
                KV.of("orders/unique", new Measure(3, 1, Measure.NEVER, null)),
                KV.of("orders/cheap", new Measure(3, 1, Measure.NEVER, null)),
                KV.of("orders/rows", new Measure(3, 0, Measure.NEVER, null)),
                KV.of("orders/fresh", new Measure(3, 0, 3, null))));
    pipeline.run();
  }

  /**
   * On time, early, late within the window, late but allowed, and too late. On Direct alone: Flink
   * holds a watermark back until the bundle before it ends, so that nothing of this is late there.
   */
  @Test
  @Category(UsesTestStream.class)
  public void measuresEachWindowOfAStreamWithWhatIsLate() {
    TestStream<Event> stream =
        TestStream.create(CODER)
            .addElements(at(order("a", 5_000, 5)))
            .advanceWatermarkTo(Instant.ofEpochMilli(20_000))
            // Behind the watermark, its window still open.
            .addElements(at(order("b", 10_000, 50)))
            // The second window, ahead of time.
            .addElements(at(order("c", 70_000, 5)))
            .advanceWatermarkTo(Instant.ofEpochMilli(60_000))
            // The first window has fired; this one is late but allowed, and has come before.
            .addElements(at(order("a", 15_000, 5)))
            .advanceWatermarkTo(Instant.ofEpochMilli(60_000).plus(MINUTE).plus(Duration.millis(1)))
            // Too late: the first window is gone.
            .addElements(at(order("d", 16_000, 500)))
            .advanceWatermarkToInfinity();
    PCollection<String> measured =
        pipeline
            .apply(stream)
            .apply(
                Window.<Event>into(FixedWindows.of(MINUTE))
                    .triggering(
                        AfterWatermark.pastEndOfWindow()
                            .withLateFirings(AfterPane.elementCountAtLeast(1)))
                    .withAllowedLateness(MINUTE)
                    .accumulatingFiredPanes())
            .apply(MeasureExpectations.of(EXPECTATIONS.subList(0, 3), FIELDS))
            .apply(
                MapElements.into(TypeDescriptors.strings())
                    .via(
                        measure ->
                            "%s %d/%d"
                                .formatted(
                                    measure.getKey(),
                                    measure.getValue().failed(),
                                    measure.getValue().checked())));
    IntervalWindow first = new IntervalWindow(Instant.ofEpochMilli(0), MINUTE);
    PAssert.that(measured)
        .inOnTimePane(first)
        .containsInAnyOrder("orders/unique 0/2", "orders/cheap 1/2", "orders/rows 0/2");
    PAssert.that(measured)
        .inLatePane(first)
        .containsInAnyOrder("orders/unique 1/3", "orders/cheap 1/3", "orders/rows 0/3");
    PAssert.that(measured)
        .inWindow(new IntervalWindow(Instant.ofEpochMilli(60_000), MINUTE))
        .containsInAnyOrder("orders/unique 0/1", "orders/cheap 0/1", "orders/rows 0/1");
    pipeline.run();
  }

  @Test
  public void observationsFollowTheLawsOfCombining() throws Exception {
    List<Observation> seen = new ArrayList<>();
    for (int bundle = 0; bundle < 6; bundle++) {
      ExpectationMeter meter =
          ExpectationMeter.of(
              List.of(
                  expect("it", "messageId", new Check.Unique()),
                  expect("it", "properties.sku", new Check.ExistsIn("orders", "messageId")),
                  expect("it", "properties.price", new Check.Range(0, 10)),
                  expect("it", null, new Check.Fresh(java.time.Duration.ofDays(1)))),
              FIELDS,
              Long.MAX_VALUE,
              1);
      for (int line = 0; line < 4; line++) {
        meter.take(
            event("orders", "m" + (bundle + line) % 5, bundle, "c", "m" + (line + 3), 9.0 + line),
            new Position("f" + bundle % 2, line));
      }
      Observation all = new Observation();
      meter.drain((key, part) -> all.merge(part));
      seen.add(all);
    }
    CombineFnLaws.check(new MergeObservations.MergeFn(), seen, ObservationCoder.of());
  }

  @Test
  public void keepsItsByteFormats() throws Exception {
    CoderLaws.check(
        MeasureCoder.of(),
        new Measure(0, 0, Measure.NEVER, null),
        new Measure(300, 2, 1_000, new Position("in.csv", 7)));
    stored(
        MeasureCoder.of(),
        new Measure(300, 2, 1_000, new Position("a", 7)),
        "ac02 02 00000000000003e8 0261 07");
    ValueIndex index = new ValueIndex();
    index.ask(ValueIndex.hash("x"), new Position("a", 7));
    index.ask(ValueIndex.hash("x"), new Position("a", 9));
    index.know(ValueIndex.hash("x"));
    String hash = ValueIndex.hash("x").toString();
    stored(
        ObservationCoder.of(),
        Observation.ofExisting(index),
        "00 00 8000000000000000 00 00 02 01 0261 0261 09 01 " + hash + " 01 02 01 07");
    stored(ObservationCoder.of(), new Observation(), "00 00 8000000000000000 00 00 00");
  }

  private static <T> void stored(Coder<T> coder, T value, String hex) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    coder.encode(value, out);
    Assert.assertEquals(hex.replace(" ", ""), HexFormat.of().formatHex(out.toByteArray()));
  }

  private static Event order(String id, long time, double price) {
    return event("orders", id, time, "c", "s", price);
  }

  private static TimestampedValue<Event> at(Event event) {
    return TimestampedValue.of(event, Instant.ofEpochMilli(event.timestamp()));
  }
}

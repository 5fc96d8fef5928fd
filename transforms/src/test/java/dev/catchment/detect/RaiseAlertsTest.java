package dev.catchment.detect;

import dev.catchment.model.Alert;
import dev.catchment.model.Measured;
import dev.catchment.model.Measured.Pane;
import dev.catchment.model.MeasuredCoder;
import dev.catchment.model.SeriesKey;
import dev.catchment.model.SeriesKeyCoder;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.testing.UsesTestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;

/** Windows are watched in the order of time, in a stream and of files alike. */
public class RaiseAlertsTest {
  private static final KvCoder<SeriesKey, Measured> CODER =
      KvCoder.of(SeriesKeyCoder.of(), MeasuredCoder.of());
  private static final WatchSpec SPEC =
      new WatchSpec(
          "shop",
          10,
          10,
          0,
          1_000,
          List.of(
              AlertRule.of("jump", "jump", new Jump(), List.of(0), "load"),
              AlertRule.ofSilence("silent", "silent", new Jump())));

  @Rule public final TestPipeline pipeline = TestPipeline.create();

  private static KV<SeriesKey, Measured> window(String key, int number, double value) {
    return KV.of(
        new SeriesKey("shop", key),
        Measured.of(
            number * 10L, number * 10L + 10, Pane.ON_TIME, 1, number * 10L, number * 10L, value));
  }

  private static TimestampedValue<KV<SeriesKey, Measured>> at(
      String key, int number, double value) {
    return TimestampedValue.of(window(key, number, value), Instant.ofEpochMilli(number * 10L + 9));
  }

  private static PCollection<String> texts(PCollection<Alert> alerts) {
    return alerts.apply(
        "Text",
        MapElements.into(TypeDescriptors.strings())
            .via(
                alert ->
                    "%s %s %s %d-%d"
                        .formatted(
                            alert.key(),
                            alert.rule(),
                            alert.status().wireName(),
                            alert.windowStart(),
                            alert.windowEnd())));
  }

  @Test
  @Category({NeedsRunner.class, UsesTestStream.class})
  public void windowsOfAStreamAreTakenInTheOrderOfTime() {
    PCollection<Alert> alerts =
        pipeline
            .apply(
                TestStream.create(CODER)
                    .addElements(at("a", 1, 50), at("a", 0, 1), at("b", 0, 1))
                    .addElements(at("a", 2, 51))
                    .advanceWatermarkTo(Instant.ofEpochMilli(30))
                    .addElements(at("a", 5, 1))
                    .advanceWatermarkTo(Instant.ofEpochMilli(160))
                    .addElements(at("a", 18, 2))
                    .advanceWatermarkToInfinity())
            .apply(RaiseAlerts.of(List.of(SPEC)));
    PAssert.that(texts(alerts))
        .containsInAnyOrder(
            "a jump open 10-20",
            "a jump resolved 20-30",
            "a jump open 50-60",
            "a silent open 50-150",
            "a jump resolved 180-190",
            "a silent resolved 180-190",
            "b jump open 0-100",
            "b silent open 0-100");
    pipeline.run();
  }

  @Test
  @Category(NeedsRunner.class)
  public void filesEndWithTheirLastEvent() {
    PCollection<Alert> alerts =
        pipeline
            .apply(
                Create.of(
                        window("a", 12, 51),
                        window("a", 1, 50),
                        window("b", 0, 1),
                        window("a", 0, 1))
                    .withCoder(CODER))
            .apply(RaiseAlerts.of(List.of(SPEC)));
    PAssert.that(texts(alerts))
        .containsInAnyOrder(
            "a jump open 10-20",
            "a silent open 10-110",
            "a jump resolved 120-130",
            "a silent resolved 120-130",
            "b jump open 0-100",
            "b silent open 0-100");
    pipeline.run();
  }
}

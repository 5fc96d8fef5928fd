package dev.catchment.runners.portability;

import dev.catchment.aggregate.AggregateProfiles;
import dev.catchment.aggregate.AudienceRule;
import dev.catchment.aggregate.FeatureSpec;
import dev.catchment.aggregate.UpdateProfiles;
import dev.catchment.clean.MapEvents;
import dev.catchment.detect.RaiseAlerts;
import dev.catchment.measure.MeasureSeries;
import dev.catchment.model.Consent;
import dev.catchment.model.Event;
import dev.catchment.model.EventCoder;
import dev.catchment.model.FieldType;
import dev.catchment.model.Position;
import dev.catchment.model.RawRecord;
import dev.catchment.model.RawRecordCoder;
import dev.catchment.model.Rejected;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.Workspace;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.plan.EventPlan;
import dev.catchment.pipelines.plan.MonitorPlan;
import dev.catchment.pipelines.plan.SourcePlan;
import dev.catchment.protect.ProtectRecords;
import dev.catchment.protect.PseudonymKey;
import dev.catchment.rules.EventFields;
import dev.catchment.shuffle.ShardedCombine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.testing.UsesTestStream;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;

/** The steps of the batch jobs work on a stream in windows of event time, too. */
@Category({NeedsRunner.class, UsesTestStream.class})
public class StreamingStepsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration HOUR = Duration.standardHours(1);

  @Rule public final Workspace work = new Workspace();
  @Rule public final TestPipeline pipeline = TestPipeline.create();

  @Test
  public void recordsOfAStreamAreProtectedMappedAndCountedByWindow() throws IOException {
    EventPlan plan = EventPlan.of(ConfigFile.read(work.path("catchment.yaml").toString()));
    SourcePlan source = plan.sources().get(0);
    Path key = work.path("key.json");
    PseudonymKey.createIfAbsent(key);
    TestStream<RawRecord> stream =
        TestStream.create(RawRecordCoder.of())
            .addElements(record(1, 5, "anna"), record(2, 20, "anna"), record(2, 20, "anna"))
            .addElements(record(3, 70, "bert"))
            .advanceWatermarkTo(START.plus(Duration.standardMinutes(25)))
            .addElements(record(4, 30, "anna"), record(5, 65, "anna"))
            .addElements(broken(6, 80))
            .advanceWatermarkToInfinity();
    PCollectionTuple mapped =
        pipeline
            .apply(stream)
            .apply("Protect", ProtectRecords.withKey(key.toString()))
            .get(ProtectRecords.RECORDS)
            .apply("Map", MapEvents.by(source.mapping(), Cli.NOW));
    PCollection<String> counts =
        mapped
            .get(MapEvents.EVENTS)
            .apply(Window.into(FixedWindows.of(HOUR)))
            .apply(
                "By customer",
                WithKeys.of((Event event) -> event.identifiers().get(0).value())
                    .withKeyType(TypeDescriptors.strings()))
            .apply("Count", ShardedCombine.perKey(Count.<Event>combineFn()))
            .apply(
                "Text",
                MapElements.into(TypeDescriptors.strings())
                    .via(count -> count.getKey() + " " + count.getValue()));

    PAssert.that(counts).inOnTimePane(hour(0)).containsInAnyOrder("anna 4");
    PAssert.that(counts).inOnTimePane(hour(1)).containsInAnyOrder("bert 1", "anna 1");
    PAssert.that(mapped.get(MapEvents.REJECTED).apply("Reasons", reasons()))
        .containsInAnyOrder("invalid_amount");
    pipeline.run();
  }

  /** State and timers of people: by an event, by time alone, and corrected by a late event. */
  @Test
  public void peopleAreFollowedAsEventsComeAndTimePasses() {
    EventFields fields = EventFields.of(Schema.empty(), List.of("customer"));
    AggregateProfiles features =
        AggregateProfiles.of(
            List.of(
                FeatureSpec.count("events_2d").withLookBack(java.time.Duration.ofDays(2)),
                FeatureSpec.recency("days")),
            fields);
    Schema names = features.schema();
    PCollection<String> changes =
        pipeline
            .apply(
                TestStream.create(KvCoder.of(StringUtf8Coder.of(), EventCoder.of(Schema.empty())))
                    .advanceWatermarkTo(START)
                    .addElements(event(1, 1, "anna"), event(2, 2, "bert"))
                    .advanceWatermarkTo(START.plus(HOUR.multipliedBy(24 * 3 + 1)))
                    .addElements(event(3, 24 * 3 - 1, "anna"))
                    .advanceWatermarkTo(START.plus(HOUR.multipliedBy(24 * 9)))
                    .advanceWatermarkToInfinity())
            .apply(
                UpdateProfiles.of(features)
                    .withAudiences(
                        List.of(
                            audience("busy", "events_2d >= 1", names),
                            audience("gone", "days > 5", names))))
            .get(UpdateProfiles.CHANGES)
            .apply(
                "Changes",
                MapElements.into(TypeDescriptors.strings())
                    .via(
                        change ->
                            "%s %d %s %s %s"
                                .formatted(
                                    change.profileId(),
                                    change.sequence(),
                                    change.entered() ? "entered" : "left",
                                    change.audience(),
                                    Instant.ofEpochMilli(change.at()))));

    PAssert.that(changes)
        .containsInAnyOrder(
            "anna 1 entered busy 2026-01-01T01:00:00.000Z",
            "anna 2 left busy 2026-01-03T00:00:00.000Z",
            "anna 3 entered busy 2026-01-03T23:00:00.000Z",
            "anna 4 left busy 2026-01-05T00:00:00.000Z",
            "anna 5 entered gone 2026-01-09T00:00:00.000Z",
            "bert 1 entered busy 2026-01-01T02:00:00.000Z",
            "bert 2 left busy 2026-01-03T00:00:00.000Z",
            "bert 3 entered gone 2026-01-07T00:00:00.000Z");
    pipeline.run();
  }

  private static AudienceRule audience(String name, String rule, Schema features) {
    return AudienceRule.of(
        name, dev.catchment.rules.Rule.compile(name, rule, features, FieldType.BOOLEAN), features);
  }

  private static TimestampedValue<KV<String, Event>> event(int id, int hour, String customer) {
    Instant time = START.plus(HOUR.multipliedBy(hour));
    return TimestampedValue.of(
        KV.of(
            customer,
            new Event(
                "m" + id,
                Event.Type.TRACK,
                null,
                time.getMillis(),
                "web",
                "web",
                Consent.UNKNOWN,
                List.of(),
                Values.of())),
        time);
  }

  @Test
  public void eventsOfAStreamAreMeasuredAndRaiseAlerts() throws IOException {
    work.write(
        "catchment.yaml",
        Workspace.CONFIG
            + """
            monitors:
              spend:
                key: identifiers.customer
                window: {tumbling: 1h}
                lateness: 1h
                metrics:
                  amount: {sum: properties.amount}
                alerts:
                  high: {detector: threshold, metric: amount, settings: {above: 12}}
            """);
    ConfigFile config = ConfigFile.read(work.path("catchment.yaml").toString());
    EventPlan plan = EventPlan.of(config);
    MonitorPlan monitors = MonitorPlan.of(config, plan.fields());
    TestStream<RawRecord> stream =
        TestStream.create(RawRecordCoder.of())
            .addElements(record(1, 5, "anna"), record(2, 20, "anna"))
            .addElements(record(3, 70, "bert"), record(4, 65, "anna"))
            .advanceWatermarkTo(START.plus(Duration.standardMinutes(25)))
            .addElements(record(5, 30, "anna"))
            .advanceWatermarkToInfinity();
    PCollection<String> alerts =
        pipeline
            .apply(stream)
            .apply("Map", MapEvents.by(plan.sources().get(0).mapping(), Cli.NOW))
            .get(MapEvents.EVENTS)
            .apply("Measure", MeasureSeries.of(monitors.series()))
            .get(MeasureSeries.VALUES)
            .apply("Raise alerts", RaiseAlerts.of(monitors.watches()))
            .apply(
                "Text",
                MapElements.into(TypeDescriptors.strings())
                    .via(
                        alert ->
                            "%s %s at %s: %s"
                                .formatted(
                                    alert.key(),
                                    alert.status().wireName(),
                                    Instant.ofEpochMilli(alert.windowStart()),
                                    alert.value())));
    PAssert.that(alerts)
        .containsInAnyOrder(
            "anna open at 2026-01-01T00:00:00.000Z: 15.0",
            "anna resolved at 2026-01-01T01:00:00.000Z: 5.0");
    pipeline.run();
  }

  private static MapElements<Rejected, String> reasons() {
    return MapElements.into(TypeDescriptors.strings()).via(Rejected::reason);
  }

  private static IntervalWindow hour(int number) {
    Instant start = START.plus(HOUR.multipliedBy(number));
    return new IntervalWindow(start, start.plus(HOUR));
  }

  private static TimestampedValue<RawRecord> record(int id, int minute, String customer) {
    return record(id, minute, customer, "5");
  }

  private static TimestampedValue<RawRecord> broken(int id, int minute) {
    return record(id, minute, "anna", "five");
  }

  private static TimestampedValue<RawRecord> record(
      int id, int minute, String customer, String amount) {
    Instant time = START.plus(Duration.standardMinutes(minute));
    return TimestampedValue.of(
        RawRecord.of(
            "orders",
            new Position("topic", id),
            Integer.toString(id),
            time.toString(),
            customer,
            amount),
        time);
  }
}

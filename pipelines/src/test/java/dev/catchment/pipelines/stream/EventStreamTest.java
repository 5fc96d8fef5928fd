package dev.catchment.pipelines.stream;

import static org.junit.Assert.assertEquals;

import dev.catchment.account.Tallies;
import dev.catchment.model.Event;
import dev.catchment.model.Rejected;
import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.Workspace;
import dev.catchment.pipelines.collect.Sources;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.pipelines.plan.EventPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Reify;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.junit.Rule;
import org.junit.Test;

/** Files as a stream of events. */
public class EventStreamTest {
  @Rule public final Workspace work = new Workspace();
  @Rule public final TestPipeline pipeline = TestPipeline.create();

  @Test
  public void aFileIsAStreamThatEnds() {
    work.write(
        "in.csv",
        Workspace.HEADER
            + "1,2026-01-01,c1,5\n2,2026-01-02,c2,x\n1,2026-01-01,c1,5\n3,2026-01-02,c3,7\n");
    PCollectionTuple stream = stream(Workspace.CONFIG);
    PAssert.that(
            stream
                .get(EventStream.EVENTS)
                .apply(Reify.timestamps())
                .apply(
                    "Event texts",
                    MapElements.into(TypeDescriptors.strings())
                        .via(
                            (TimestampedValue<Event> event) ->
                                event.getValue().messageId() + " " + event.getTimestamp())))
        .containsInAnyOrder("1 2026-01-01T00:00:00.000Z", "3 2026-01-02T00:00:00.000Z");
    PAssert.that(
            stream
                .get(EventStream.REJECTED)
                .apply(
                    "Reasons", MapElements.into(TypeDescriptors.strings()).via(Rejected::reason)))
        .containsInAnyOrder("invalid_amount");
    PAssert.that(stream.get(Tallies.TAG))
        .satisfies(
            tallies -> {
              Map<String, Long> sums = new TreeMap<>();
              tallies.forEach(tally -> sums.merge(tally.getKey(), tally.getValue(), Long::sum));
              assertEquals(
                  Map.of(
                      "read/orders", 4L,
                      "accepted/orders", 2L,
                      "duplicate/orders", 1L,
                      "rejected/orders/invalid_amount", 1L),
                  sums);
              return null;
            });
    pipeline.run();
  }

  @Test
  public void windowsAreThoseOfTheEventTime() {
    PAssert.that(
            stream(Workspace.CONFIG.replace("input: in.csv", "input: in.csv\n    duplicates: keep"))
                .get(EventStream.EVENTS)
                .apply(Window.into(FixedWindows.of(Duration.standardDays(1))))
                .apply(
                    MapElements.into(TypeDescriptors.strings())
                        .via((Event event) -> "" + event.timestamp()))
                .apply(Count.perElement()))
        .containsInAnyOrder(
            List.of(
                KV.of("" + Instant.parse("2026-01-01T00:00:00Z").toEpochMilli(), 1L),
                KV.of("" + Instant.parse("2026-01-02T00:00:00Z").toEpochMilli(), 1L)));
    pipeline.run();
  }

  private PCollectionTuple stream(String config) {
    work.write("catchment.yaml", config);
    ConfigFile file = ConfigFile.read(work.path("catchment.yaml").toString());
    return EventStream.of(
            Sources.of(
                file,
                EventPlan.of(file),
                List.of(),
                null,
                Map.of(),
                Cli.NOW,
                pipeline.getOptions()))
        .addTo(pipeline);
  }
}

package dev.catchment.account;

import static org.junit.Assert.assertEquals;

import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.Rule;
import org.junit.Test;

public class MeasureLatencyTest {
  @Rule public final TestPipeline pipeline = TestPipeline.create();

  @Test
  public void elementsPassAndTheirSpansAreCounted() {
    SortedMap<String, Long> before = Progress.here();
    PCollection<Long> passed =
        pipeline
            .apply(Create.of(1_000L, 1_950L, 1_900L, 2_500L).withCoder(VarLongCoder.of()))
            .apply(MeasureLatency.<Long>since(cause -> cause).withClock(unused -> 2_000L));
    PAssert.that(passed).containsInAnyOrder(1_000L, 1_950L, 1_900L, 2_500L);
    pipeline.run().waitUntilFinish();

    SortedMap<String, Long> added = new TreeMap<>(Progress.here());
    added.replaceAll((name, count) -> count - before.getOrDefault(name, 0L));
    Latency latency = Latency.of(added);
    assertEquals(4, latency.count());
    assertEquals(1_000 + 50 + 100, latency.sumMillis());
    assertEquals(1L, (long) added.get("latency_1000"));
    assertEquals(1L, (long) added.get("latency_63"));
    assertEquals(1L, (long) added.get("latency_100"));
    assertEquals("a cause ahead of the clock", 1L, (long) added.get("latency_10"));
  }
}

package dev.catchment.runners;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.state.MultimapState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupIntoBatches;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.junit.Test;

public class NeedsTest {
  private static final List<String> RUNNERS = List.of("Direct", "Flink", "Spark", "Dataflow");

  @Test
  public void whatEveryRunnerHasIsRefusedByNone() {
    for (String runner : RUNNERS) {
      assertEquals(List.of(), batch(Count.perElement()).refusalsOn(runner));
    }
  }

  @Test
  public void aStreamIsRefusedOnSparkWithTheStepAndTheRunnersThatCan() {
    Pipeline pipeline = Pipeline.create();
    pipeline.apply("Ticks", GenerateSequence.from(0).withRate(1, Duration.standardSeconds(1)));
    assertEquals(
        List.of(
            "the step Ticks reads a stream, which Spark cannot do in"
                + " a streaming job; Direct, Flink, Dataflow can"),
        Needs.of(pipeline).refusalsOn("Spark"));
    assertEquals(List.of(), Needs.of(pipeline).refusalsOn("Flink"));
  }

  @Test
  public void aLiveJobIsRefusedOnSparkAlsoWhenItsInputHasAnEnd() {
    Pipeline pipeline = Pipeline.create();
    pipeline.getOptions().as(StreamingOptions.class).setStreaming(true);
    pipeline.apply(Create.of(1));
    assertEquals(
        List.of(
            "it is a live job, with timers and input that has no end, which Spark cannot do;"
                + " Direct, Flink, Dataflow can"),
        Needs.of(pipeline).refusalsOn("Spark"));
    assertEquals(List.of(), Needs.of(pipeline).refusalsOn("Flink"));
  }

  @Test
  public void groupIntoBatchesIsRefusedOnSpark() {
    Needs needs = batch(GroupIntoBatches.ofSize(10));
    assertEquals(
        List.of(
            "the step Step uses"
                + " @OnWindowExpiration, as GroupIntoBatches does, which Spark cannot do in a batch"
                + " job; Direct, Flink, Dataflow can"),
        needs.refusalsOn("Spark"));
    assertEquals(List.of(), needs.refusalsOn("Dataflow"));
  }

  @Test
  public void eachNeedIsSeen() {
    assertRefused(new TimeSorted(), false);
    assertRefused(new TimeSorted(), true, "Dataflow");
    assertRefused(new Stable(), false, "Spark");
    assertRefused(new Finalizing(), false, "Flink", "Spark");
    assertRefused(new Multimap(), true, "Flink");
  }

  private static void assertRefused(
      DoFn<KV<String, String>, String> fn, boolean isStreaming, String... refusing) {
    Pipeline pipeline = Pipeline.create();
    PCollection<KV<String, String>> input =
        isStreaming
            ? pipeline
                .apply(GenerateSequence.from(0).withRate(1, Duration.standardSeconds(1)))
                .apply(
                    MapElements.into(
                            TypeDescriptors.kvs(
                                TypeDescriptors.strings(), TypeDescriptors.strings()))
                        .via(number -> KV.of("key", number.toString())))
            : pipeline.apply(Create.of(KV.of("key", "value")));
    input.apply("Step", ParDo.of(fn));
    Needs needs = Needs.of(pipeline);
    for (String runner : RUNNERS) {
      boolean refused =
          needs.refusalsOn(runner).stream().anyMatch(reason -> reason.contains("the step Step "));
      assertEquals(
          fn.getClass().getSimpleName() + " on " + runner,
          List.of(refusing).contains(runner),
          refused);
    }
  }

  private static Needs batch(
      PTransform<? super PCollection<KV<String, String>>, ? extends PCollection<?>> step) {
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(Create.of("a", "b"))
        .apply(WithKeys.<String, String>of("key").withKeyType(TypeDescriptors.strings()))
        .apply("Step", step);
    return Needs.of(pipeline);
  }

  private static final class TimeSorted extends DoFn<KV<String, String>, String> {
    @StateId("state")
    private final StateSpec<ValueState<String>> state = StateSpecs.value(StringUtf8Coder.of());

    @RequiresTimeSortedInput
    @ProcessElement
    public void process(@Element KV<String, String> unused) {}
  }

  private static final class Stable extends DoFn<KV<String, String>, String> {
    @RequiresStableInput
    @ProcessElement
    public void process(@Element KV<String, String> unused) {}
  }

  private static final class Finalizing extends DoFn<KV<String, String>, String> {
    @ProcessElement
    public void process(@Element KV<String, String> unused, BundleFinalizer unusedFinalizer) {}
  }

  private static final class Multimap extends DoFn<KV<String, String>, String> {
    @StateId("state")
    private final StateSpec<MultimapState<Long, String>> state =
        StateSpecs.multimap(BigEndianLongCoder.of(), StringUtf8Coder.of());

    @ProcessElement
    public void process(@Element KV<String, String> unused) {}
  }
}

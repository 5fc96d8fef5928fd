package dev.catchment.shuffle;

import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;

@Category(NeedsRunner.class)
public class ShardedCombineTest implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Duration MINUTE = Duration.standardMinutes(1);

  @Rule public final transient TestPipeline pipeline = TestPipeline.create();

  @Test
  public void sumsInTheGlobalWindow() {
    check(events(1), Window.into(new GlobalWindows()), Sum.ofLongs(), sums());
  }

  @Test
  public void flushesWhenTheBundleIsFull() {
    check(events(2), Window.into(new GlobalWindows()), Sum.ofLongs(), sums().withBundleKeys(3));
  }

  @Test
  public void flushesTheKeysOfAllWindows() {
    check(
        events(3),
        Window.into(SlidingWindows.of(MINUTE.multipliedBy(3)).every(MINUTE)),
        Sum.ofLongs(),
        sums().withBundleKeys(1));
  }

  @Test
  public void putsAllKeysIntoOneShard() {
    check(events(4), Window.into(new GlobalWindows()), Sum.ofLongs(), sums().withShards(1));
  }

  @Test
  public void respectsFixedWindows() {
    check(events(5), Window.into(FixedWindows.of(MINUTE)), Sum.ofLongs(), sums());
  }

  @Test
  public void respectsSlidingWindows() {
    check(
        events(6),
        Window.into(SlidingWindows.of(MINUTE.multipliedBy(5)).every(MINUTE)),
        new Digest(),
        ShardedCombine.<String, Long, String>perKey(new Digest()).withBundleKeys(7).withShards(3));
  }

  @Test
  public void leavesSessionsToTheOrdinaryCombine() {
    check(
        events(7),
        Window.into(Sessions.withGapDuration(MINUTE.dividedBy(2))),
        new Digest(),
        digests());
  }

  @Test
  public void keepsTheEarliestTimestampWhereTheWindowingAsksForIt() {
    check(
        events(8),
        Window.<KV<String, Long>>into(FixedWindows.of(MINUTE))
            .withTimestampCombiner(TimestampCombiner.EARLIEST),
        Sum.ofLongs(),
        sums());
  }

  @Test
  public void combinesLiveInput() {
    TestStream<KV<String, Long>> stream =
        TestStream.create(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()))
            .addElements(stamped("a", 1, 0), stamped("b", 2, 10))
            .advanceWatermarkTo(Instant.ofEpochMilli(60_000))
            .addElements(stamped("a", 4, 61_000))
            .advanceWatermarkToInfinity();
    PCollection<KV<String, Long>> sums =
        pipeline.apply(stream).apply(Window.into(FixedWindows.of(MINUTE))).apply(sums());
    PAssert.that(sums).containsInAnyOrder(List.of(KV.of("a", 1L), KV.of("b", 2L), KV.of("a", 4L)));
    pipeline.run();
  }

  @Test
  public void comparesArraysByTheirBytes() {
    List<KV<byte[], Long>> input = new ArrayList<>();
    for (int index = 0; index < 300; index++) {
      input.add(KV.of(new byte[] {(byte) (index % 3), 7}, (long) index));
    }
    PCollection<KV<String, Long>> sums =
        pipeline
            .apply(Create.of(input).withCoder(KvCoder.of(ByteArrayCoder.of(), VarLongCoder.of())))
            .apply(ShardedCombine.<byte[], Long, Long>perKey(Sum.ofLongs()).withBundleKeys(2))
            .apply(
                ParDo.of(
                    new DoFn<KV<byte[], Long>, KV<String, Long>>() {
                      private static final long serialVersionUID = 1;

                      @ProcessElement
                      public void processElement(
                          @Element KV<byte[], Long> sum, OutputReceiver<KV<String, Long>> output) {
                        output.output(KV.of(Arrays.toString(sum.getKey()), sum.getValue()));
                      }
                    }));
    PAssert.that(sums)
        .containsInAnyOrder(
            List.of(KV.of("[0, 7]", 14_850L), KV.of("[1, 7]", 14_950L), KV.of("[2, 7]", 15_050L)));
    pipeline.run();
  }

  @Test
  public void givesNothingForNothing() {
    PAssert.that(
            pipeline
                .apply(Create.empty(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of())))
                .apply(sums()))
        .empty();
    pipeline.run();
  }

  @Test
  public void keepsOneOfEqualElementsPerWindow() {
    PCollection<String> distinct =
        pipeline
            .apply(
                Create.timestamped(
                    TimestampedValue.of("a", Instant.ofEpochMilli(0)),
                    TimestampedValue.of("b", Instant.ofEpochMilli(1)),
                    TimestampedValue.of("a", Instant.ofEpochMilli(2)),
                    TimestampedValue.of("a", Instant.ofEpochMilli(60_000))))
            .apply(Window.into(FixedWindows.of(MINUTE)))
            .apply(ShardedDistinct.create());
    PAssert.that(distinct).containsInAnyOrder("a", "a", "b");
    pipeline.run();
  }

  @Test
  public void refusesKeysWithoutDeterministicBytes() {
    pipeline.enableAbandonedNodeEnforcement(false);
    PCollection<KV<Double, Long>> input =
        pipeline.apply(
            Create.of(KV.of(1.0, 1L)).withCoder(KvCoder.of(DoubleCoder.of(), VarLongCoder.of())));
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () -> input.apply(ShardedCombine.<Double, Long, Long>perKey(Sum.ofLongs())));
    assertTrue(refused.getMessage().contains("DoubleCoder"));
  }

  @Test
  public void refusesBoundsBelowOne() {
    assertThrows(IllegalArgumentException.class, () -> sums().withShards(0));
    assertThrows(IllegalArgumentException.class, () -> sums().withBundleKeys(0));
  }

  @Test
  public void digestObeysTheLaws() throws Exception {
    CombineFnLaws.check(new Digest(), List.of(5L, -3L, 8L, 8L, 0L), new DigestCoder());
  }

  /** Runs both combines and requires the same multiset of key, result, timestamp and window. */
  private <OutputT> void check(
      List<TimestampedValue<KV<String, Long>>> events,
      Window<KV<String, Long>> window,
      CombineFn<Long, ?, OutputT> fn,
      ShardedCombine<String, Long, OutputT> sharded) {
    PCollection<KV<String, Long>> input =
        pipeline
            .apply(
                "Create",
                Create.timestamped(events)
                    .withCoder(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of())))
            .apply("Window", window);
    PCollection<KV<String, Long>> differences =
        PCollectionList.of(signed(input, "Sharded", sharded, 1))
            .and(signed(input, "Ordinary", Combine.perKey(fn), -1))
            .apply("Flatten", Flatten.pCollections())
            .apply("Sum", Sum.longsPerKey());
    PAssert.that(differences.apply("Differ", Filter.by(count -> count.getValue() != 0))).empty();
    PAssert.thatSingleton(differences.apply("Any", Count.globally()))
        .satisfies(
            count -> {
              assertTrue(count > 10);
              return null;
            });
    pipeline.run();
  }

  private static <OutputT> PCollection<KV<String, Long>> signed(
      PCollection<KV<String, Long>> input,
      String name,
      PTransform<? super PCollection<KV<String, Long>>, PCollection<KV<String, OutputT>>> combine,
      long sign) {
    return input
        .apply(name, combine)
        .apply(
            name + "Describe",
            ParDo.of(
                new DoFn<KV<String, OutputT>, KV<String, Long>>() {
                  private static final long serialVersionUID = 1;

                  @ProcessElement
                  public void processElement(ProcessContext context, BoundedWindow window) {
                    context.output(
                        KV.of(
                            context.element() + " at " + context.timestamp() + " in " + window,
                            sign));
                  }
                }))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()))
        .apply(name + "Global", Window.into(new GlobalWindows()));
  }

  private static ShardedCombine<String, Long, Long> sums() {
    return ShardedCombine.perKey(Sum.ofLongs());
  }

  private static ShardedCombine<String, Long, String> digests() {
    return ShardedCombine.perKey(new Digest());
  }

  private static TimestampedValue<KV<String, Long>> stamped(String key, long value, long at) {
    return TimestampedValue.of(KV.of(key, value), Instant.ofEpochMilli(at));
  }

  private static List<TimestampedValue<KV<String, Long>>> events(long seed) {
    Random random = new Random(seed);
    List<TimestampedValue<KV<String, Long>>> events = new ArrayList<>();
    for (int index = 0; index < 1_000; index++) {
      String key = "k" + (int) Math.abs(random.nextGaussian() * 20);
      events.add(stamped(key, random.nextInt(), random.nextInt(20 * 60_000)));
    }
    return events;
  }

  /** Count, sum, exclusive or and maximum, in a mutable accumulator. */
  private static final class Digest extends CombineFn<Long, long[], String> {
    private static final long serialVersionUID = 1;

    @Override
    public long[] createAccumulator() {
      return new long[] {0, 0, 0, Long.MIN_VALUE};
    }

    @Override
    public long[] addInput(long[] digest, Long input) {
      return add(digest, new long[] {1, input, input, input});
    }

    @Override
    public long[] mergeAccumulators(Iterable<long[]> digests) {
      long[] merged = null;
      for (long[] digest : digests) {
        merged = merged == null ? digest : add(merged, digest);
      }
      return merged == null ? createAccumulator() : merged;
    }

    @Override
    public String extractOutput(long[] digest) {
      return Arrays.toString(digest);
    }

    @Override
    public Coder<long[]> getAccumulatorCoder(CoderRegistry registry, Coder<Long> inputCoder) {
      return new DigestCoder();
    }

    @Override
    public Coder<String> getDefaultOutputCoder(CoderRegistry registry, Coder<Long> inputCoder) {
      return StringUtf8Coder.of();
    }

    private static long[] add(long[] digest, long[] other) {
      digest[0] += other[0];
      digest[1] += other[1];
      digest[2] ^= other[2];
      digest[3] = Math.max(digest[3], other[3]);
      return digest;
    }
  }

  private static final class DigestCoder extends CustomCoder<long[]> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(long[] digest, OutputStream out) throws IOException {
      for (long part : digest) {
        VarLongCoder.of().encode(part, out);
      }
    }

    @Override
    public long[] decode(InputStream in) throws IOException {
      long[] digest = new long[4];
      for (int index = 0; index < digest.length; index++) {
        digest[index] = VarLongCoder.of().decode(in);
      }
      return digest;
    }
  }
}

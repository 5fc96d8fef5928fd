package dev.catchment.runners;

import com.google.common.collect.ImmutableList;

/**
 * Something that a step may ask of its runner and not every runner has, as measured with Beam
 * 2.70.0; docs/runners.md shows the whole table.
 */
enum Need {
  UNBOUNDED_INPUT("reads a stream", Runners.WITHOUT_SPARK, Runners.WITHOUT_SPARK),
  WINDOW_EXPIRATION(
      "uses @OnWindowExpiration, as GroupIntoBatches does",
      Runners.WITHOUT_SPARK,
      Runners.WITHOUT_SPARK),
  MULTIMAP_STATE(
      "keeps a MultimapState", Runners.ALL, ImmutableList.of(Runners.DIRECT, Runners.DATAFLOW)),
  TIME_SORTED_INPUT(
      "uses @RequiresTimeSortedInput",
      Runners.ALL,
      ImmutableList.of(Runners.DIRECT, Runners.FLINK)),
  STABLE_INPUT("uses @RequiresStableInput", Runners.WITHOUT_SPARK, Runners.WITHOUT_SPARK),
  BUNDLE_FINALIZER(
      "uses a BundleFinalizer",
      ImmutableList.of(Runners.DIRECT, Runners.DATAFLOW),
      Runners.WITHOUT_SPARK);

  private final String words;
  private final ImmutableList<String> batch;
  private final ImmutableList<String> streaming;

  Need(String words, ImmutableList<String> batch, ImmutableList<String> streaming) {
    this.words = words;
    this.batch = batch;
    this.streaming = streaming;
  }

  /** What a step that has it does. */
  String words() {
    return words;
  }

  /** The runners that can serve it. */
  ImmutableList<String> runners(boolean isStreaming) {
    return isStreaming ? streaming : batch;
  }

  /** The names that the modules of the runners go by. */
  private static final class Runners {
    static final String DIRECT = "Direct";
    static final String FLINK = "Flink";
    static final String SPARK = "Spark";
    static final String DATAFLOW = "Dataflow";
    static final ImmutableList<String> ALL = ImmutableList.of(DIRECT, FLINK, SPARK, DATAFLOW);
    static final ImmutableList<String> WITHOUT_SPARK = ImmutableList.of(DIRECT, FLINK, DATAFLOW);
  }
}

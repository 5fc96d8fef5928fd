package dev.catchment.runners.flink;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformOverride;
import org.apache.beam.sdk.runners.PTransformOverrideFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.construction.ReplacementOutputs;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TupleTag;

/** Reads a source that has no end by a {@link BlockSource}, in the place of Beam's own reading. */
final class ReadInBlocks<T> extends PTransform<PBegin, PCollection<T>> {
  private static final long serialVersionUID = 1;

  private final BlockSource<T, ?> source;

  private ReadInBlocks(BlockSource<T, ?> source) {
    this.source = source;
  }

  /** Replaces the reading of all sources of a pipeline that give each record once. */
  static void replaceIn(Pipeline pipeline) {
    pipeline.replaceAll(
        List.of(
            PTransformOverride.of(
                applied -> isReplaced(applied.getTransform()), new Factory<Object>())));
  }

  private static boolean isReplaced(PTransform<?, ?> transform) {
    return transform instanceof Read.Unbounded<?> read
        && !(read.getSource() instanceof BlockSource)
        && !read.getSource().requiresDeduping();
  }

  @Override
  public PCollection<T> expand(PBegin input) {
    return input
        .apply("Blocks", Read.from(source))
        .apply("Records", ParDo.of(new RecordsFn<>()))
        .setCoder(source.recordCoder());
  }

  private static final class RecordsFn<T> extends DoFn<List<TimestampedValue<T>>, T> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void unpack(@Element List<TimestampedValue<T>> block, OutputReceiver<T> records) {
      for (TimestampedValue<T> record : block) {
        records.outputWithTimestamp(record.getValue(), record.getTimestamp());
      }
    }
  }

  private static final class Factory<T>
      implements PTransformOverrideFactory<PBegin, PCollection<T>, Read.Unbounded<T>> {
    @Override
    public PTransformReplacement<PBegin, PCollection<T>> getReplacementTransform(
        AppliedPTransform<PBegin, PCollection<T>, Read.Unbounded<T>> applied) {
      return PTransformReplacement.of(
          applied.getPipeline().begin(),
          new ReadInBlocks<>(new BlockSource<>(applied.getTransform().getSource())));
    }

    @Override
    public Map<PCollection<?>, ReplacementOutput> mapOutputs(
        Map<TupleTag<?>, PCollection<?>> outputs, PCollection<T> replaced) {
      return ReplacementOutputs.singleton(outputs, replaced);
    }
  }
}

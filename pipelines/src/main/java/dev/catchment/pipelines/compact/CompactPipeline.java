package dev.catchment.pipelines.compact;

import dev.catchment.pipelines.Staging;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollectionList;

/** The steps of the compact job: each merge is done by one worker. */
final class CompactPipeline {
  /** Enough for the workers of a large job. */
  private static final int BUCKETS = 256;

  private CompactPipeline() {}

  static PCollectionList<String> build(
      Pipeline pipeline, String store, List<Merge> merges, Staging staging) {
    List<String> targets = merges.stream().map(merge -> staging.path(merge.file())).toList();
    return PCollectionList.of(
        pipeline
            .apply(
                "Merges",
                Create.of(IntStream.range(0, merges.size()).boxed().toList())
                    .withCoder(VarIntCoder.of()))
            .apply("Spread", Reshuffle.<Integer>viaRandomKey().withNumBuckets(BUCKETS))
            .apply("Merge files", ParDo.of(new MergeFn(store, merges, targets)))
            .setCoder(StringUtf8Coder.of()));
  }

  private static final class MergeFn extends DoFn<Integer, String> {
    private static final long serialVersionUID = 1;

    private final String store;
    private final List<Merge> merges;
    private final List<String> targets;

    MergeFn(String store, List<Merge> merges, List<String> targets) {
      this.store = store;
      this.merges = List.copyOf(merges);
      this.targets = List.copyOf(targets);
    }

    @ProcessElement
    public void merge(@Element Integer number, OutputReceiver<String> written) throws IOException {
      MergeFiles.write(store, merges.get(number), targets.get(number));
      written.output(targets.get(number));
    }
  }
}

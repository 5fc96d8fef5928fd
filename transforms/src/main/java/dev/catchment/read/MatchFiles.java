package dev.catchment.read;

import java.util.List;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Finds the files that patterns match when the job runs, each once, and spreads their names over
 * the workers.
 */
final class MatchFiles extends PTransform<PBegin, PCollection<String>> {
  private static final long serialVersionUID = 1;

  /** Enough for the workers of a large job, few enough for the bundles of a small one. */
  private static final int BUCKETS = 64;

  private final List<String> globs;

  private MatchFiles(List<String> globs) {
    this.globs = globs;
  }

  static MatchFiles of(List<String> globs) {
    return new MatchFiles(globs);
  }

  @Override
  public PCollection<String> expand(PBegin input) {
    return input
        .apply("Start", Impulse.create())
        .apply("List", ParDo.of(new ListFn(globs)))
        .setCoder(StringUtf8Coder.of())
        .apply("Spread", Reshuffle.<String>viaRandomKey().withNumBuckets(BUCKETS));
  }

  private static final class ListFn extends DoFn<byte[], String> {
    private static final long serialVersionUID = 1;

    private final List<String> globs;

    ListFn(List<String> globs) {
      this.globs = globs;
    }

    @ProcessElement
    public void list(OutputReceiver<String> files) {
      InputFiles.match(globs).forEach(files::output);
    }
  }
}

package dev.catchment.read;

import java.io.Serializable;
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

  /** Lists files on a worker. */
  private interface Lister extends Serializable {
    List<String> list();
  }

  private final Lister lister;

  private MatchFiles(Lister lister) {
    this.lister = lister;
  }

  /** The files that the patterns match; the job fails when one matches none. */
  static MatchFiles of(List<String> globs) {
    return new MatchFiles(() -> InputFiles.match(globs));
  }

  /** The files of these very names. */
  static MatchFiles named(List<String> files) {
    return new MatchFiles(() -> files);
  }

  /** The Parquet files in a directory and below, if any. */
  static MatchFiles parquetIn(String directory) {
    return new MatchFiles(() -> InputFiles.below(directory, ".parquet"));
  }

  @Override
  public PCollection<String> expand(PBegin input) {
    return input
        .apply("Start", Impulse.create())
        .apply("List", ParDo.of(new ListFn(lister)))
        .setCoder(StringUtf8Coder.of())
        .apply("Spread", Reshuffle.<String>viaRandomKey().withNumBuckets(BUCKETS));
  }

  private static final class ListFn extends DoFn<byte[], String> {
    private static final long serialVersionUID = 1;

    private final Lister lister;

    ListFn(Lister lister) {
      this.lister = lister;
    }

    @ProcessElement
    public void list(OutputReceiver<String> files) {
      lister.list().forEach(files::output);
    }
  }
}

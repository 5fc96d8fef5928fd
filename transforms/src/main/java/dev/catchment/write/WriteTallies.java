package dev.catchment.write;

import dev.catchment.account.Tallies;
import java.util.Map;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.io.WriteFilesResult;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Sums counts by name and writes them as one small file of JSON lines sorted by name, which {@link
 * TallyFile} reads.
 *
 * <p>The names are outcomes, sources, reasons and rules, a few hundred at most: a plain combine per
 * key is right here.
 */
public final class WriteTallies
    extends PTransform<PCollection<KV<String, Long>>, WriteFilesResult<String>> {
  private static final long serialVersionUID = 1;

  private final String directory;

  private WriteTallies(String directory) {
    this.directory = directory;
  }

  /** Writes {@link TallyFile#NAME} into a directory. */
  public static WriteTallies to(String directory) {
    return new WriteTallies(directory);
  }

  @Override
  public WriteFilesResult<String> expand(PCollection<KV<String, Long>> input) {
    return input
        .apply("Sum", Sum.longsPerKey())
        .setCoder(Tallies.CODER)
        .apply(
            new SortedFiles<>(
                directory,
                tally -> TallyFile.NAME,
                new SortedSink<KV<String, Long>, String>(
                    (left, right) -> left.getKey().compareTo(right.getKey()),
                    tally -> TallyFile.line(Map.entry(tally.getKey(), tally.getValue())),
                    TextIO.sink())));
  }
}

package dev.catchment.write;

import dev.catchment.account.Tallies;
import dev.catchment.shuffle.ShardedCombine;
import java.util.Map;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Sums counts by name and writes them as one small file of JSON lines sorted by name, which {@link
 * TallyFile} reads.
 *
 * <p>The names are outcomes, sources, reasons and rules, a few hundred at most, which one worker
 * holds.
 */
public final class WriteTallies
    extends PTransform<PCollection<KV<String, Long>>, PCollection<String>> {
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
  public PCollection<String> expand(PCollection<KV<String, Long>> input) {
    return input
        .apply("Sum", ShardedCombine.<String, Long, Long>perKey(Sum.ofLongs()).withShards(1))
        .setCoder(Tallies.CODER)
        .apply(
            new SortedFiles<KV<String, Long>, String>(
                    directory,
                    1,
                    tally -> TallyFile.NAME,
                    (left, right) -> left.getKey().compareTo(right.getKey()),
                    tally -> TallyFile.line(Map.entry(tally.getKey(), tally.getValue())),
                    TextIO.sink())
                .quietly());
  }
}

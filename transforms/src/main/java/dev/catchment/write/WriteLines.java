package dev.catchment.write;

import java.util.Comparator;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes texts as the sorted lines of up to 16 files {@code part-00000.txt} and so on. A worker
 * holds the texts of one file in memory.
 */
public final class WriteLines extends PTransform<PCollection<String>, PCollection<String>> {
  private static final long serialVersionUID = 1;
  private static final int FILES = 16;

  private final String directory;

  private WriteLines(String directory) {
    this.directory = directory;
  }

  /** Writes into a directory. */
  public static WriteLines to(String directory) {
    return new WriteLines(directory);
  }

  @Override
  public PCollection<String> expand(PCollection<String> lines) {
    return lines.apply(
        new SortedFiles<String, String>(
                directory,
                FILES,
                line -> SortedFiles.part(SortedFiles.shard(line, FILES)) + ".txt",
                Comparator.<String>naturalOrder()::compare,
                line -> line,
                TextIO.sink())
            .quietly());
  }
}

package dev.catchment.write;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.Rejected;
import dev.catchment.store.RejectedJson;
import java.util.Comparator;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes rejected records as JSON lines {@code part-00000-of-00004.jsonl} and so on, each sorted by
 * file and line; a part without records has no file.
 *
 * <p>A worker holds the records of one file in memory.
 */
public final class WriteRejected extends PTransform<PCollection<Rejected>, PCollection<String>> {
  private static final long serialVersionUID = 1;
  private static final Comparator<Rejected> ORDER =
      Comparator.comparing(Rejected::position)
          .thenComparing(Rejected::source)
          .thenComparing(RejectedJson::write);

  private final String directory;
  private final int shards;

  private WriteRejected(String directory, int shards) {
    this.directory = directory;
    this.shards = shards;
  }

  /** Writes into a directory. */
  public static WriteRejected to(String directory) {
    return new WriteRejected(directory, 4);
  }

  /** The greatest number of files, at least 1; the default is 4. */
  public WriteRejected withShards(int files) {
    checkArgument(files >= 1, "shards is %s, not at least 1", files);
    return new WriteRejected(directory, files);
  }

  @Override
  public PCollection<String> expand(PCollection<Rejected> input) {
    int files = shards;
    return input.apply(
        new SortedFiles<>(
            directory,
            files,
            rejected -> file(rejected, files),
            WriteRejected::compare,
            RejectedJson::write,
            TextIO.sink()));
  }

  private static String file(Rejected rejected, int files) {
    int shard = SortedFiles.shard(rejected.position().toString(), files);
    return SortedFiles.part(shard) + "-of-" + SortedFiles.fiveDigits(files) + ".jsonl";
  }

  private static int compare(Rejected left, Rejected right) {
    return ORDER.compare(left, right);
  }
}

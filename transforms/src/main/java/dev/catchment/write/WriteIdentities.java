package dev.catchment.write;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.Identity;
import dev.catchment.store.IdentityLayout;
import org.apache.beam.sdk.io.WriteFilesResult;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes identities as Parquet (zstd) files {@code part-00000.parquet} and so on, each sorted by
 * identifier and profile id.
 *
 * <p>A worker holds the identities of one file in memory.
 */
public final class WriteIdentities
    extends PTransform<PCollection<Identity>, WriteFilesResult<String>> {
  private static final long serialVersionUID = 1;

  private final String directory;
  private final int shards;

  private WriteIdentities(String directory, int shards) {
    this.directory = directory;
    this.shards = shards;
  }

  /** Writes into a directory. */
  public static WriteIdentities to(String directory) {
    return new WriteIdentities(directory, 4);
  }

  /** The greatest number of files, at least 1; the default is 4. */
  public WriteIdentities withShards(int files) {
    checkArgument(files >= 1, "shards is %s, not at least 1", files);
    return new WriteIdentities(directory, files);
  }

  @Override
  public WriteFilesResult<String> expand(PCollection<Identity> input) {
    int files = shards;
    return input.apply(
        new SortedFiles<>(
            directory,
            identity ->
                SortedFiles.part(SortedFiles.shard(identity.identifier().value(), files))
                    + ".parquet",
            SortedFiles.parquet(
                IdentityLayout.avro(), WriteIdentities::compare, IdentityLayout::toRecord)));
  }

  private static int compare(Identity left, Identity right) {
    int order = left.identifier().compareTo(right.identifier());
    return order != 0 ? order : left.profileId().compareTo(right.profileId());
  }
}

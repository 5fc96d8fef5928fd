package dev.catchment.write;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.Profile;
import dev.catchment.model.Schema;
import dev.catchment.store.ProfileLayout;
import org.apache.beam.sdk.io.WriteFilesResult;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes profiles as Parquet (zstd) files {@code part-00000.parquet} and so on, each sorted by
 * profile id. The id is expected to be unique.
 *
 * <p>A worker holds the profiles of one file in memory.
 */
public final class WriteProfiles
    extends PTransform<PCollection<Profile>, WriteFilesResult<String>> {
  private static final long serialVersionUID = 1;

  private final String directory;
  private final Schema schema;
  private final int shards;

  private WriteProfiles(String directory, Schema schema, int shards) {
    this.directory = directory;
    this.schema = schema;
    this.shards = shards;
  }

  /** Writes into a directory. */
  public static WriteProfiles to(String directory) {
    return new WriteProfiles(directory, Schema.empty(), 4);
  }

  /** The schema of the features. */
  public WriteProfiles withSchema(Schema features) {
    return new WriteProfiles(directory, features, shards);
  }

  /** The greatest number of files, at least 1; the default is 4. */
  public WriteProfiles withShards(int files) {
    checkArgument(files >= 1, "shards is %s, not at least 1", files);
    return new WriteProfiles(directory, schema, files);
  }

  @Override
  public WriteFilesResult<String> expand(PCollection<Profile> input) {
    ProfileLayout layout = ProfileLayout.of(schema);
    int files = shards;
    return input.apply(
        new SortedFiles<>(
            directory,
            profile -> SortedFiles.part(SortedFiles.shard(profile.profileId(), files)) + ".parquet",
            SortedFiles.parquet(
                layout.avro(),
                (left, right) -> left.profileId().compareTo(right.profileId()),
                layout::toRecord)));
  }
}

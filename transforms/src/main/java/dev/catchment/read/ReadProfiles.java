package dev.catchment.read;

import dev.catchment.model.Profile;
import dev.catchment.model.ProfileCoder;
import dev.catchment.model.Schema;
import dev.catchment.store.ProfileLayout;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema.Field;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads a profile store. Features that a file lacks are null; the job fails when one is of another
 * type. A store without files is empty.
 */
public final class ReadProfiles extends PTransform<PBegin, PCollection<Profile>> {
  private static final long serialVersionUID = 1;

  private final String directory;
  private final Schema schema;

  private ReadProfiles(String directory, Schema schema) {
    this.directory = directory;
    this.schema = schema;
  }

  /** Reads all features of the store in a directory, which must exist already. */
  public static ReadProfiles from(String directory) {
    return new ReadProfiles(directory, null);
  }

  /** The schema of the features to read, also of a store that is yet to be written. */
  public ReadProfiles withSchema(Schema features) {
    return new ReadProfiles(directory, features);
  }

  /**
   * The features of a store, from its first file, on the machine that launches a job. Throws {@link
   * InputException} when the directory holds no profiles.
   */
  public static Schema schema(String directory) {
    List<String> files = InputFiles.below(directory, ".parquet");
    if (files.isEmpty()) {
      throw new InputException("no profiles in " + directory + ": it has no Parquet files");
    }
    try {
      return ProfileLayout.schema(ParquetFile.of(files.get(0)).schema());
    } catch (IOException | IllegalArgumentException failure) {
      throw new InputException(
          "no profiles in " + directory + ": " + failure.getMessage(), failure);
    }
  }

  @Override
  public PCollection<Profile> expand(PBegin input) {
    Schema features = schema == null ? schema(directory) : schema;
    ProfileLayout layout = ProfileLayout.of(features);
    return input.apply(
        new ReadParquet<>(
            directory,
            layout.avro().getFields().stream().map(Field::name).toList(),
            layout::toProfile,
            ProfileCoder.of(features)));
  }
}

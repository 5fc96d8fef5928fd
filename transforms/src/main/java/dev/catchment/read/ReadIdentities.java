package dev.catchment.read;

import dev.catchment.model.Identity;
import dev.catchment.model.IdentityCoder;
import dev.catchment.store.IdentityLayout;
import org.apache.avro.Schema.Field;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** Reads an identity store; one without files is empty. */
public final class ReadIdentities extends PTransform<PBegin, PCollection<Identity>> {
  private static final long serialVersionUID = 1;

  private final String directory;
  private final boolean counted;

  private ReadIdentities(String directory, boolean counted) {
    this.directory = directory;
    this.counted = counted;
  }

  /** Reads the store in a directory. */
  public static ReadIdentities from(String directory) {
    return new ReadIdentities(directory, true);
  }

  /** Without a part in the count of what a job has read, as a job does not that looks them up. */
  public ReadIdentities uncounted() {
    return new ReadIdentities(directory, false);
  }

  @Override
  public PCollection<Identity> expand(PBegin input) {
    return input.apply(
        new ReadParquet<>(
            MatchFiles.parquetIn(directory),
            IdentityLayout.avro().getFields().stream().map(Field::name).toList(),
            IdentityLayout::toIdentity,
            IdentityCoder.of(),
            counted));
  }
}

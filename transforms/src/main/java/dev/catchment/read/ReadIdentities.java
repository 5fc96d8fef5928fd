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

  private ReadIdentities(String directory) {
    this.directory = directory;
  }

  /** Reads the store in a directory. */
  public static ReadIdentities from(String directory) {
    return new ReadIdentities(directory);
  }

  @Override
  public PCollection<Identity> expand(PBegin input) {
    return input.apply(
        new ReadParquet<>(
            directory,
            IdentityLayout.avro().getFields().stream().map(Field::name).toList(),
            IdentityLayout::toIdentity,
            IdentityCoder.of()));
  }
}

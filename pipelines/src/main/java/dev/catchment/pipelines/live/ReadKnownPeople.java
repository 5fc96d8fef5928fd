package dev.catchment.pipelines.live;

import dev.catchment.identify.IdentityIndex;
import dev.catchment.identify.IndexIdentities;
import dev.catchment.model.Identity;
import dev.catchment.model.IdentityCoder;
import dev.catchment.pipelines.config.CatchmentConfig;
import dev.catchment.read.InputFiles;
import dev.catchment.read.ReadIdentities;
import dev.catchment.read.ReadSharedIdentifiers;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Reads who is known in a store, and which identifiers are shared. */
final class ReadKnownPeople extends PTransform<PBegin, PCollectionView<IdentityIndex>> {
  private static final long serialVersionUID = 1;
  private static final String SHARED = "/shared-identifiers.csv";

  private final transient String store;
  private final transient CatchmentConfig.Identity identity;

  ReadKnownPeople(String store, CatchmentConfig.Identity identity) {
    this.store = store;
    this.identity = identity;
  }

  @Override
  public PCollectionView<IdentityIndex> expand(PBegin input) {
    PCollectionList<Identity> all =
        PCollectionList.of(
            input.apply("Identities", ReadIdentities.from(store + "/identities").uncounted()));
    if (!InputFiles.find(store + SHARED).isEmpty()) {
      all = all.and(shared(input, store + SHARED));
    }
    return all.apply("All identifiers", Flatten.pCollections())
        .apply(
            "Index",
            IndexIdentities.of(identity.namespaces())
                .withMaxIdentifiers(identity.maxIdentifiers()));
  }

  private static PCollection<Identity> shared(PBegin input, String file) {
    return input
        .apply("Shared", ReadSharedIdentifiers.from(file))
        .apply(
            "Shared as nobody's",
            MapElements.into(TypeDescriptor.of(Identity.class)).via(IndexIdentities::shared))
        .setCoder(IdentityCoder.of());
  }
}

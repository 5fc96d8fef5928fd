package dev.catchment.pipelines.demo;

import dev.catchment.model.Identity;
import dev.catchment.read.ReadIdentities;
import dev.catchment.write.CsvRow;
import dev.catchment.write.CsvRowCoder;
import dev.catchment.write.WriteCsv;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Writes the identities of a store as a table. */
final class IdentityTable {
  private IdentityTable() {}

  static void build(Pipeline pipeline, String identities, String table) {
    pipeline
        .apply("Read identities", ReadIdentities.from(identities))
        .apply("Rows", MapElements.into(TypeDescriptor.of(CsvRow.class)).via(IdentityTable::row))
        .setCoder(CsvRowCoder.of())
        .apply(
            "Write table",
            WriteCsv.to(table).withHeader(List.of("namespace", "value", "profile_id")));
  }

  private static CsvRow row(Identity identity) {
    String namespace = identity.identifier().namespace();
    String value = identity.identifier().value();
    return new CsvRow(namespace + "/" + value, 0, List.of(namespace, value, identity.profileId()));
  }
}

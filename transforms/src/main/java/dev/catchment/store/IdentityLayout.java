package dev.catchment.store;

import dev.catchment.model.Identifier;
import dev.catchment.model.Identity;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * The columns of the identity store: {@code namespace} and {@code value} of the identifier, {@code
 * profile_id} of the person.
 */
public final class IdentityLayout {
  private static final Schema AVRO =
      Schema.createRecord(
          "Identity",
          null,
          Columns.NAMESPACE,
          false,
          List.of(Columns.text("namespace"), Columns.text("value"), Columns.text("profile_id")));

  private IdentityLayout() {}

  /** The Avro schema of the stored records. */
  public static Schema avro() {
    return AVRO;
  }

  /** The identity as it is stored. */
  public static GenericRecord toRecord(Identity identity) {
    GenericRecord record = new GenericData.Record(AVRO);
    record.put(0, identity.identifier().namespace());
    record.put(1, identity.identifier().value());
    record.put(2, identity.profileId());
    return record;
  }

  /** The identity of a stored record. */
  public static Identity toIdentity(GenericRecord record) {
    return new Identity(
        new Identifier(Columns.text(record, "namespace"), Columns.text(record, "value")),
        Columns.text(record, "profile_id"));
  }
}

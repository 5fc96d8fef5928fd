package dev.catchment.store;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.Field;
import dev.catchment.model.Profile;
import dev.catchment.model.Schema;
import dev.catchment.model.Values;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** The columns of the profile store: {@code profile_id} and one optional column per feature. */
public final class ProfileLayout implements Serializable {
  private static final long serialVersionUID = 1;
  private static final String ID = "profile_id";

  private final Schema schema;
  private final org.apache.avro.Schema avro;

  private ProfileLayout(Schema schema) {
    this.schema = schema;
    List<org.apache.avro.Schema.Field> fields = new ArrayList<>();
    fields.add(Columns.text(ID));
    for (Field field : schema.fields()) {
      fields.add(Columns.optional(field.name(), field.type()));
    }
    this.avro =
        org.apache.avro.Schema.createRecord("Profile", null, Columns.NAMESPACE, false, fields);
  }

  /** The layout of profiles of a schema; throws if a feature cannot be stored. */
  public static ProfileLayout of(Schema schema) {
    schema.names().forEach(ProfileLayout::checkName);
    return new ProfileLayout(schema);
  }

  /**
   * Checks that a feature can be stored: a name of letters, digits and underscores that does not
   * begin with a digit and is not {@code profile_id}. Throws {@link IllegalArgumentException}.
   */
  public static void checkName(String feature) {
    Columns.checkName(feature, feature);
    checkArgument(!feature.equals(ID), "feature %s: the store uses this name itself", feature);
  }

  /** The features of stored profiles, from their Avro schema. */
  public static Schema schema(org.apache.avro.Schema stored) {
    checkArgument(stored.getField(ID) != null, "no profile store: it has no column %s", ID);
    List<Field> fields = new ArrayList<>();
    for (org.apache.avro.Schema.Field column : stored.getFields()) {
      if (!column.name().equals(ID)) {
        Columns.fieldType(column.schema())
            .ifPresent(type -> fields.add(new Field(column.name(), type)));
      }
    }
    return Schema.of(fields);
  }

  /** The Avro schema of the stored records. */
  public org.apache.avro.Schema avro() {
    return avro;
  }

  /** The profile as it is stored. */
  public GenericRecord toRecord(Profile profile) {
    GenericRecord record = new GenericData.Record(avro);
    record.put(0, profile.profileId());
    for (int slot = 0; slot < schema.size(); slot++) {
      record.put(slot + 1, profile.features().get(slot));
    }
    return record;
  }

  /** The profile of a stored record; features that the file lacks are null. */
  public Profile toProfile(GenericRecord record) {
    Object[] cells = new Object[schema.size()];
    for (int slot = 0; slot < cells.length; slot++) {
      Field field = schema.fields().get(slot);
      cells[slot] = Columns.value(record, field.name(), field.type());
    }
    return new Profile(Columns.text(record, ID), Values.of(cells));
  }
}

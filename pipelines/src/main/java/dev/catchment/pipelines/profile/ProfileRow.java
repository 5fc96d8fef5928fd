package dev.catchment.pipelines.profile;

import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Profile;
import dev.catchment.model.Schema;
import dev.catchment.write.CsvRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.SerializableFunction;

/** A profile as a row of a table: its id, then its features; timestamps as ISO-8601. */
public final class ProfileRow implements SerializableFunction<Profile, CsvRow> {
  private static final long serialVersionUID = 1;

  private final Schema schema;

  /** Rows of profiles of a schema. */
  public ProfileRow(Schema schema) {
    this.schema = schema;
  }

  /** The names of the columns. */
  public static List<String> header(Schema schema) {
    List<String> names = new ArrayList<>();
    names.add("profile_id");
    names.addAll(schema.names());
    return names;
  }

  @Override
  public CsvRow apply(Profile profile) {
    List<String> cells = new ArrayList<>();
    cells.add(profile.profileId());
    for (int slot = 0; slot < schema.size(); slot++) {
      cells.add(cell(schema.fields().get(slot), profile.features().get(slot)));
    }
    return new CsvRow(profile.profileId(), 0, cells);
  }

  /** A value as text: null stays null. */
  public static String cell(Field field, Object value) {
    if (value == null) {
      return null;
    }
    return field.type() == FieldType.TIMESTAMP
        ? Instant.ofEpochMilli((Long) value).toString()
        : value.toString();
  }
}

package dev.catchment.store;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** The optional typed columns that the layouts have in common. */
final class Columns {
  static final String NAMESPACE = "dev.catchment.store";
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private Columns() {}

  /** Checks that a column can be stored under this name. */
  static void checkName(String name, String field) {
    checkArgument(
        NAME.matcher(name).matches(),
        "field %s: %s cannot be the name of a stored column; use letters, digits and _, and begin"
            + " with a letter or _",
        field,
        name.isEmpty() ? "an empty name" : name);
  }

  static Schema.Field required(String name, Schema type) {
    return new Schema.Field(name, type, null, (Object) null);
  }

  static Schema.Field text(String name) {
    return required(name, Schema.create(Schema.Type.STRING));
  }

  static Schema.Field optional(String name, FieldType type) {
    Schema schema = Schema.createUnion(Schema.create(Schema.Type.NULL), schema(type));
    return new Schema.Field(name, schema, null, Schema.Field.NULL_DEFAULT_VALUE);
  }

  static Schema schema(FieldType type) {
    return switch (type) {
      case STRING -> Schema.create(Schema.Type.STRING);
      case INTEGER -> Schema.create(Schema.Type.LONG);
      case DECIMAL -> Schema.create(Schema.Type.DOUBLE);
      case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
      case TIMESTAMP -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
    };
  }

  /** The type whose column this is, or empty when no layout writes such a column. */
  static Optional<FieldType> fieldType(Schema column) {
    Schema present = withoutNull(column);
    LogicalType logical = present.getLogicalType();
    return switch (present.getType()) {
      case STRING -> Optional.of(FieldType.STRING);
      case INT -> logical == null ? Optional.of(FieldType.INTEGER) : Optional.empty();
      case LONG ->
          logical == null
              ? Optional.of(FieldType.INTEGER)
              : logical.equals(LogicalTypes.timestampMillis())
                  ? Optional.of(FieldType.TIMESTAMP)
                  : Optional.empty();
      case FLOAT, DOUBLE -> Optional.of(FieldType.DECIMAL);
      case BOOLEAN -> Optional.of(FieldType.BOOLEAN);
      default -> Optional.empty();
    };
  }

  /** The type of an optional column when it is present; the type itself of another one. */
  static Schema withoutNull(Schema column) {
    if (column.getType() != Schema.Type.UNION) {
      return column;
    }
    List<Schema> present = new ArrayList<>(column.getTypes());
    present.removeIf(type -> type.getType() == Schema.Type.NULL);
    return present.size() == 1 ? present.get(0) : column;
  }

  /**
   * A column of a record as a value of a type, null when the file has no such column. Throws {@link
   * IllegalStateException} when the column is of another kind.
   */
  static Object value(GenericRecord record, String name, FieldType type) {
    Object cell = cell(record, name);
    if (cell == null) {
      return null;
    }
    if (type == FieldType.STRING && cell instanceof CharSequence) {
      return cell.toString();
    }
    if (type == FieldType.DECIMAL && cell instanceof Number number) {
      return number.doubleValue();
    }
    boolean whole = cell instanceof Long || cell instanceof Integer;
    if (whole && (type == FieldType.INTEGER || type == FieldType.TIMESTAMP)) {
      return ((Number) cell).longValue();
    }
    if (type == FieldType.BOOLEAN && cell instanceof Boolean) {
      return cell;
    }
    throw new IllegalStateException(
        "column %s is stored as %s, the configuration says %s"
            .formatted(name, record.getSchema().getField(name).schema(), type));
  }

  /** A column of a record as it is stored, null when the file has no such column. */
  static Object cell(GenericRecord record, String name) {
    Schema.Field field = record.getSchema().getField(name);
    return field == null ? null : record.get(field.pos());
  }

  /** A text column, null when it is missing. */
  static String text(GenericRecord record, String name) {
    Object cell = cell(record, name);
    return cell == null ? null : cell.toString();
  }
}

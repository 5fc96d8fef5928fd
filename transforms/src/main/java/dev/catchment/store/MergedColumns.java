package dev.catchment.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * The columns of files of events that were written under different configurations: those that any
 * of them has, null in the rows of a file that lacks them.
 */
public final class MergedColumns {
  private MergedColumns() {}

  /** The columns of either; empty when both have one of the same name and another type. */
  public static Optional<Schema> of(Schema left, Schema right) {
    if (left.equals(right)) {
      return Optional.of(left);
    }
    if (left.getType() != Schema.Type.RECORD || right.getType() != Schema.Type.RECORD) {
      return Optional.empty();
    }
    List<Field> fields = new ArrayList<>();
    for (Field field : left.getFields()) {
      Field other = right.getField(field.name());
      Optional<Schema> both = other == null ? optional(field) : of(field.schema(), other.schema());
      if (both.isEmpty()) {
        return Optional.empty();
      }
      fields.add(copy(field, both.get()));
    }
    for (Field field : right.getFields()) {
      if (left.getField(field.name()) == null) {
        Optional<Schema> added = optional(field);
        if (added.isEmpty()) {
          return Optional.empty();
        }
        fields.add(copy(field, added.get()));
      }
    }
    return Optional.of(
        Schema.createRecord(left.getName(), null, left.getNamespace(), false, fields));
  }

  /** The type of a column that a file may lack: one that can be null, or a group. */
  private static Optional<Schema> optional(Field field) {
    Schema type = field.schema();
    return type.isNullable() || type.getType() == Schema.Type.RECORD
        ? Optional.of(type)
        : Optional.empty();
  }

  private static Field copy(Field field, Schema type) {
    return type.isNullable()
        ? new Field(field.name(), type, null, Field.NULL_DEFAULT_VALUE)
        : new Field(field.name(), type, null, (Object) null);
  }

  /** A row with the columns of a merged schema. */
  public static GenericRecord row(GenericRecord row, Schema merged) {
    if (row.getSchema().equals(merged)) {
      return row;
    }
    GenericRecord wider = new GenericData.Record(merged);
    for (Field field : merged.getFields()) {
      Field own = row.getSchema().getField(field.name());
      Object cell = own == null ? null : row.get(own.pos());
      if (field.schema().getType() == Schema.Type.RECORD) {
        cell =
            cell == null
                ? new GenericData.Record(field.schema())
                : row((GenericRecord) cell, field.schema());
      }
      wider.put(field.pos(), cell);
    }
    return wider;
  }
}

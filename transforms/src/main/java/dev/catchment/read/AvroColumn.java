package dev.catchment.read;

import dev.catchment.model.Nearest;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;

/**
 * One column of records in Avro's form, found by a dotted path: names of fields, indexes of lists
 * from 0 on, keys of maps.
 */
final class AvroColumn {
  private static final String LIST_ELEMENT = "element";

  private final List<String> path;

  private AvroColumn(List<String> path) {
    this.path = path;
  }

  /**
   * The column at a path. Throws {@link InputException} with the file, the column and the nearest
   * name when the schema has no such field.
   */
  static AvroColumn of(String file, Schema schema, String column) {
    List<String> path = ColumnPath.segments(column);
    check(file, schema, column, path);
    return new AvroColumn(path);
  }

  /** The columns at some paths, in their order. */
  static List<AvroColumn> of(String file, Schema schema, List<String> columns) {
    return columns.stream().map(column -> of(file, schema, column)).toList();
  }

  /** The texts of a record, by slot. */
  static String[] texts(List<AvroColumn> columns, IndexedRecord record) {
    String[] texts = new String[columns.size()];
    for (int slot = 0; slot < texts.length; slot++) {
      texts[slot] = columns.get(slot).text(record);
    }
    return texts;
  }

  /** The text in a record; null where there is none or it is empty. */
  String text(IndexedRecord record) {
    Object value = record;
    Schema type = record.getSchema();
    for (String segment : path) {
      type = element(value, type);
      value = value(value);
      switch (type.getType()) {
        case RECORD -> {
          Schema.Field field = type.getField(segment);
          value = field == null ? null : ((IndexedRecord) value).get(field.pos());
          type = field == null ? type : field.schema();
        }
        case ARRAY -> {
          value = element((List<?>) value, segment);
          type = type.getElementType();
        }
        case MAP -> {
          value = entry((Map<?, ?>) value, segment);
          type = type.getValueType();
        }
        default -> value = null;
      }
      if (value == null) {
        return null;
      }
      type = branch(value, type);
    }
    String text = AvroText.of(value(value), element(value, type));
    return text.isEmpty() ? null : text;
  }

  private static Object element(List<?> list, String segment) {
    int index = index(segment);
    return index >= 0 && index < list.size() ? list.get(index) : null;
  }

  private static Object entry(Map<?, ?> map, String key) {
    return map.entrySet().stream()
        .filter(entry -> entry.getKey().toString().equals(key))
        .findFirst()
        .<Object>map(Map.Entry::getValue)
        .orElse(null);
  }

  /** The number that a segment is, or -1. */
  private static int index(String segment) {
    return segment.matches("\\d{1,9}") ? Integer.parseInt(segment) : -1;
  }

  private static Schema branch(Object value, Schema type) {
    return type.getType() == Schema.Type.UNION
        ? type.getTypes().get(GenericData.get().resolveUnion(type, value))
        : type;
  }

  /** Parquet wraps the elements of a list in records of one field, which is not seen here. */
  private static boolean isWrapper(Schema type) {
    return type.getType() == Schema.Type.RECORD
        && type.getFields().size() == 1
        && type.getFields().get(0).name().equals(LIST_ELEMENT);
  }

  private static Object value(Object value) {
    return value instanceof IndexedRecord record && isWrapper(record.getSchema())
        ? record.get(0)
        : value;
  }

  private static Schema element(Object value, Schema type) {
    return isWrapper(type) && value(value) != null
        ? branch(value(value), type.getFields().get(0).schema())
        : type;
  }

  private static void check(String file, Schema schema, String column, List<String> path) {
    Schema type = schema;
    for (String segment : path) {
      type = nonNull(type);
      if (isWrapper(type)) {
        type = nonNull(type.getFields().get(0).schema());
      }
      switch (type.getType()) {
        case RECORD -> {
          Schema.Field field = type.getField(segment);
          if (field == null) {
            throw missing(file, column, segment, type);
          }
          type = field.schema();
        }
        case ARRAY -> {
          if (index(segment) < 0) {
            throw new InputException(
                "%s has no column %s: %s stands where a list is, which needs an index such as 0"
                    .formatted(file, column, segment));
          }
          type = type.getElementType();
        }
        case MAP -> type = type.getValueType();
        case UNION -> {
          return;
        }
        default ->
            throw new InputException(
                "%s has no column %s: there is nothing below a value of the type %s"
                    .formatted(file, column, type.getType().getName()));
      }
    }
  }

  private static Schema nonNull(Schema type) {
    if (type.getType() != Schema.Type.UNION) {
      return type;
    }
    List<Schema> others =
        type.getTypes().stream().filter(other -> other.getType() != Schema.Type.NULL).toList();
    return others.size() == 1 ? others.get(0) : type;
  }

  private static InputException missing(String file, String column, String segment, Schema record) {
    List<String> names = record.getFields().stream().map(Schema.Field::name).toList();
    String hint = Nearest.hint(segment, names);
    return new InputException(
        "%s has no column %s%s The names there are %s"
            .formatted(file, column, hint.isEmpty() ? "." : hint, String.join(", ", names)));
  }
}

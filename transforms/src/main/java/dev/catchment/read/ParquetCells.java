package dev.catchment.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroSchemaConverter;

/**
 * The cells of a Parquet file as text: the fields of nested groups under dotted names, numbers as
 * Java writes them, instants and dates in ISO-8601. Lists, maps and uninterpreted bytes are left
 * out.
 */
final class ParquetCells {
  private final Map<String, Cell> columns = new LinkedHashMap<>();

  /** The cells of one column: the names of the groups that hold it and its own, and its type. */
  record Cell(List<String> path, Schema type) {
    /** The text of a record's cell, null when it is missing or empty. */
    String text(GenericRecord record) {
      Object cell = find(record);
      String text = cell == null ? null : AvroText.of(cell, type);
      return text == null || text.isEmpty() ? null : text;
    }

    /** The number that the text of a record's cell means, as {@link TableRow#number}. */
    double number(GenericRecord record) {
      if (!isNumber()) {
        return Decimals.parse(text(record));
      }
      Object cell = find(record);
      if (cell == null) {
        return Double.NaN;
      }
      return cell instanceof Float ? Decimals.parse(cell.toString()) : number((Number) cell);
    }

    private static double number(Number cell) {
      return Double.isFinite(cell.doubleValue()) ? cell.doubleValue() : Decimals.NO_NUMBER;
    }

    private boolean isNumber() {
      return switch (type.getType()) {
        case INT, LONG, FLOAT, DOUBLE -> type.getLogicalType() == null;
        default -> false;
      };
    }

    private Object find(GenericRecord record) {
      Object cell = record;
      for (String segment : path) {
        cell = cell instanceof GenericRecord group ? group.get(segment) : null;
      }
      return cell;
    }
  }

  /** The cells of the records of a schema. */
  ParquetCells(Schema schema) {
    addColumns("", schema);
  }

  /** The names of the columns in their order. */
  List<String> names() {
    return List.copyOf(columns.keySet());
  }

  /** The types of the columns by name, in their order. */
  Map<String, Schema> types() {
    Map<String, Schema> types = new LinkedHashMap<>();
    columns.forEach((name, cell) -> types.put(name, cell.type()));
    return types;
  }

  /** The names of the columns that hold numbers. */
  List<String> numbers() {
    return columns.entrySet().stream()
        .filter(column -> column.getValue().isNumber())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The cells of a column. */
  Cell cell(String column) {
    return columns.get(column);
  }

  private void addColumns(String prefix, Schema group) {
    for (Schema.Field field : group.getFields()) {
      Schema type = AvroSchemaConverter.getNonNull(field.schema());
      String name = prefix + field.name();
      switch (type.getType()) {
        case RECORD -> addColumns(name + ".", type);
        case STRING, ENUM, INT, LONG, FLOAT, DOUBLE, BOOLEAN ->
            columns.put(name, new Cell(List.of(name.split("\\.", -1)), type));
        case BYTES, FIXED -> {
          if (type.getLogicalType() instanceof LogicalTypes.Decimal) {
            columns.put(name, new Cell(List.of(name.split("\\.", -1)), type));
          }
        }
        default -> {
          // A list, a map or a union has no single cell.
        }
      }
    }
  }
}

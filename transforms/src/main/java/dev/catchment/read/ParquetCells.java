package dev.catchment.read;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroSchemaConverter;

/**
 * The cells of a Parquet file as text: the fields of nested groups under dotted names, numbers as
 * Java writes them, instants and dates in ISO-8601. Lists, maps and uninterpreted bytes are left
 * out.
 */
final class ParquetCells {
  private final Map<String, Schema> columns = new LinkedHashMap<>();

  /** The cells of the records of a schema. */
  ParquetCells(Schema schema) {
    addColumns("", schema);
  }

  /** The names of the columns in their order. */
  List<String> names() {
    return List.copyOf(columns.keySet());
  }

  /** The names of the columns that hold numbers. */
  List<String> numbers() {
    return columns.entrySet().stream()
        .filter(
            column ->
                switch (column.getValue().getType()) {
                  case INT, LONG, FLOAT, DOUBLE -> column.getValue().getLogicalType() == null;
                  default -> false;
                })
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The text of a record's cell, null when it is missing or empty. */
  String text(GenericRecord record, String column) {
    Object cell = record;
    for (String segment : column.split("\\.", -1)) {
      cell = cell instanceof GenericRecord group ? group.get(segment) : null;
    }
    String text = cell == null ? null : text(cell, columns.get(column));
    return text == null || text.isEmpty() ? null : text;
  }

  private void addColumns(String prefix, Schema group) {
    for (Schema.Field field : group.getFields()) {
      Schema type = AvroSchemaConverter.getNonNull(field.schema());
      String name = prefix + field.name();
      switch (type.getType()) {
        case RECORD -> addColumns(name + ".", type);
        case STRING, ENUM, INT, LONG, FLOAT, DOUBLE, BOOLEAN -> columns.put(name, type);
        case BYTES, FIXED -> {
          if (type.getLogicalType() instanceof LogicalTypes.Decimal) {
            columns.put(name, type);
          }
        }
        default -> {
          // A list, a map or a union has no single cell.
        }
      }
    }
  }

  private static String text(Object cell, Schema type) {
    LogicalType logical = type.getLogicalType();
    if (logical instanceof LogicalTypes.TimestampMillis) {
      return Instant.ofEpochMilli((Long) cell).toString();
    }
    if (logical instanceof LogicalTypes.TimestampMicros) {
      return Instant.EPOCH.plus((Long) cell, ChronoUnit.MICROS).toString();
    }
    if (logical instanceof LogicalTypes.Date) {
      return LocalDate.ofEpochDay((Integer) cell).toString();
    }
    if (logical instanceof LogicalTypes.Decimal decimal) {
      BigInteger unscaled = new BigInteger(bytes(cell));
      return new BigDecimal(unscaled, decimal.getScale()).toPlainString();
    }
    return cell.toString();
  }

  private static byte[] bytes(Object cell) {
    if (cell instanceof GenericFixed fixed) {
      return fixed.bytes();
    }
    ByteBuffer buffer = (ByteBuffer) cell;
    return Arrays.copyOfRange(
        buffer.array(),
        buffer.arrayOffset() + buffer.position(),
        buffer.arrayOffset() + buffer.limit());
  }
}

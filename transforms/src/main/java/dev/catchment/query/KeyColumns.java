package dev.catchment.query;

import dev.catchment.model.ByteSink;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * Some columns by which rows are grouped, as bytes: equal keys have equal bytes. Of each column one
 * byte 0 where the value is missing, otherwise 1 and the value: whole numbers signed, real numbers
 * fixed (with one zero and one NaN), decimals without zeros at their end, text and bytes with their
 * length.
 */
final class KeyColumns implements Serializable {
  private static final long serialVersionUID = 1;

  private final int[] columns;
  private final DataType[] types;

  private KeyColumns(int[] columns, DataType[] types) {
    this.columns = columns;
    this.types = types;
  }

  static KeyColumns of(RowType type, int... columns) {
    return new KeyColumns(
        columns, Arrays.stream(columns).mapToObj(type::type).toArray(DataType[]::new));
  }

  static KeyColumns of(RowType type, List<Integer> columns) {
    return of(type, columns.stream().mapToInt(Integer::intValue).toArray());
  }

  int size() {
    return columns.length;
  }

  int column(int index) {
    return columns[index];
  }

  DataType type(int index) {
    return types[index];
  }

  boolean isMissing(RowBlock block, int row, int index) {
    return block.isMissing(columns[index], row);
  }

  /** Writes the key of a row. */
  void write(RowBlock block, int row, ByteSink out) {
    for (int index = 0; index < columns.length; index++) {
      write(block, row, index, out);
    }
  }

  void write(RowBlock block, int row, int index, ByteSink out) {
    int column = columns[index];
    if (block.isMissing(column, row)) {
      out.write(0);
      return;
    }
    out.write(1);
    try {
      switch (types[index].storage()) {
        case LONG -> Wire.writeSigned(block.longAt(column, row), out);
        case DOUBLE -> Wire.writeFixed(bits(block.doubleAt(column, row)), out);
        case OBJECT ->
            RowBlockCoder.writeObject(types[index], plain(block.objectAt(column, row)), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void writeLong(long value, ByteSink out) {
    out.write(1);
    try {
      Wire.writeSigned(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void writeBits(long bits, ByteSink out) {
    out.write(1);
    try {
      Wire.writeFixed(bits, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long bits(double value) {
    return Double.doubleToLongBits(value + 0.0);
  }

  private static Object plain(Object value) {
    return value instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : value;
  }

  /** Reads a value into a column of the row at hand. */
  void read(InputStream in, int index, RowBlock.Builder builder, int column) throws IOException {
    if (Wire.readByte(in) == 0) {
      builder.setMissing(column);
      return;
    }
    switch (types[index].storage()) {
      case LONG -> builder.setLong(column, Wire.readSigned(in));
      case DOUBLE -> builder.setDouble(column, Double.longBitsToDouble(Wire.readFixed(in)));
      case OBJECT -> {
        Object value = RowBlockCoder.readObject(types[index], in);
        builder.setObject(
            column,
            value instanceof BigDecimal decimal && decimal.scale() < 0
                ? decimal.setScale(0)
                : value);
      }
    }
  }

  /** A hash of bytes, well spread in all its bits. */
  static int hash(byte[] bytes, int from, int length) {
    long hash = 0x9E3779B97F4A7C15L;
    for (int index = from; index < from + length; index++) {
      hash = (hash ^ bytes[index]) * 0x100000001B3L;
    }
    return mix(hash);
  }

  static int mix(long value) {
    long hash = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
    hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return (int) (hash ^ (hash >>> 33));
  }
}

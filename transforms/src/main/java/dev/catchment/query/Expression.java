package dev.catchment.query;

import java.io.Serializable;

/**
 * An expression that can be evaluated for a row: to a {@code long}, a {@code double} or an object,
 * as its type is held in a {@link RowBlock}. The first two set {@link RowCursor#missing} each time;
 * an object is null where there is no value. Evaluation may throw a {@link RowFailure}.
 */
abstract class Expression implements Serializable {
  private static final long serialVersionUID = 1;

  private final DataType type;

  private Expression(DataType type) {
    this.type = type;
  }

  final DataType type() {
    return type;
  }

  long longAt(RowCursor row) {
    throw new IllegalStateException("no LONG: " + type);
  }

  double doubleAt(RowCursor row) {
    throw new IllegalStateException("no DOUBLE: " + type);
  }

  Object objectAt(RowCursor row) {
    throw new IllegalStateException("no OBJECT: " + type);
  }

  /** The value as {@link RowBlock#valueAt} gives it; null where there is none. */
  abstract Object valueAt(RowCursor row);

  /** Sets a column of the row at hand of a builder. */
  abstract void put(RowCursor row, RowBlock.Builder builder, int column);

  /** The place of the column that this is, or -1. */
  int slot() {
    return -1;
  }

  interface ToLong extends Serializable {
    long at(RowCursor row);
  }

  interface ToDouble extends Serializable {
    double at(RowCursor row);
  }

  interface ToObject extends Serializable {
    Object at(RowCursor row);
  }

  static Expression ofLong(DataType type, ToLong function) {
    return new Longs(type, function, -1);
  }

  static Expression ofDouble(ToDouble function) {
    return new Doubles(DataType.DOUBLE, function, -1);
  }

  static Expression ofObject(DataType type, ToObject function) {
    return new Objects(type, function, -1);
  }

  /** By a function to objects, whatever holds the type. */
  static Expression ofValue(DataType type, ToObject function) {
    return switch (type.storage()) {
      case LONG ->
          ofLong(
              type,
              row -> {
                Object value = function.at(row);
                row.missing = value == null;
                return value == null ? 0 : (Long) value;
              });
      case DOUBLE ->
          ofDouble(
              row -> {
                Object value = function.at(row);
                row.missing = value == null;
                return value == null ? 0 : (Double) value;
              });
      case OBJECT -> ofObject(type, function);
    };
  }

  static Expression constant(DataType type, Object value) {
    if (value == null) {
      return ofValue(type, row -> null);
    }
    return switch (type.storage()) {
      case LONG -> {
        long constant = (Long) value;
        yield ofLong(
            type,
            row -> {
              row.missing = false;
              return constant;
            });
      }
      case DOUBLE -> {
        double constant = (Double) value;
        yield ofDouble(
            row -> {
              row.missing = false;
              return constant;
            });
      }
      case OBJECT -> {
        Serializable constant = (Serializable) value;
        yield ofObject(type, row -> constant);
      }
    };
  }

  static Expression column(int slot, DataType type) {
    return switch (type.storage()) {
      case LONG ->
          new Longs(
              type,
              row -> {
                row.missing = row.block().isMissing(slot, row.row());
                return row.block().longAt(slot, row.row());
              },
              slot);
      case DOUBLE ->
          new Doubles(
              type,
              row -> {
                row.missing = row.block().isMissing(slot, row.row());
                return row.block().doubleAt(slot, row.row());
              },
              slot);
      case OBJECT -> new Objects(type, row -> row.block().objectAt(slot, row.row()), slot);
    };
  }

  /** The same under another type of the same storage. */
  Expression as(DataType other) {
    return switch (type.storage()) {
      case LONG -> ofLong(other, this::longAt);
      case DOUBLE -> this;
      case OBJECT -> ofObject(other, this::objectAt);
    };
  }

  private static final class Longs extends Expression {
    private static final long serialVersionUID = 1;

    private final ToLong function;
    private final int slot;

    Longs(DataType type, ToLong function, int slot) {
      super(type);
      this.function = function;
      this.slot = slot;
    }

    @Override
    long longAt(RowCursor row) {
      return function.at(row);
    }

    @Override
    Object valueAt(RowCursor row) {
      long value = function.at(row);
      return row.missing ? null : (Object) value;
    }

    @Override
    void put(RowCursor row, RowBlock.Builder builder, int column) {
      long value = function.at(row);
      if (row.missing) {
        builder.setMissing(column);
      } else {
        builder.setLong(column, value);
      }
    }

    @Override
    int slot() {
      return slot;
    }
  }

  private static final class Doubles extends Expression {
    private static final long serialVersionUID = 1;

    private final ToDouble function;
    private final int slot;

    Doubles(DataType type, ToDouble function, int slot) {
      super(type);
      this.function = function;
      this.slot = slot;
    }

    @Override
    double doubleAt(RowCursor row) {
      return function.at(row);
    }

    @Override
    Object valueAt(RowCursor row) {
      double value = function.at(row);
      return row.missing ? null : (Object) value;
    }

    @Override
    void put(RowCursor row, RowBlock.Builder builder, int column) {
      double value = function.at(row);
      if (row.missing) {
        builder.setMissing(column);
      } else {
        builder.setDouble(column, value);
      }
    }

    @Override
    int slot() {
      return slot;
    }
  }

  private static final class Objects extends Expression {
    private static final long serialVersionUID = 1;

    private final ToObject function;
    private final int slot;

    Objects(DataType type, ToObject function, int slot) {
      super(type);
      this.function = function;
      this.slot = slot;
    }

    @Override
    Object objectAt(RowCursor row) {
      return function.at(row);
    }

    @Override
    Object valueAt(RowCursor row) {
      return function.at(row);
    }

    @Override
    void put(RowCursor row, RowBlock.Builder builder, int column) {
      builder.setObject(column, function.at(row));
    }

    @Override
    int slot() {
      return slot;
    }
  }
}

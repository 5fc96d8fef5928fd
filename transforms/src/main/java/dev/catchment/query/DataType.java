package dev.catchment.query;

/** The type of a column, with how a {@link RowBlock} holds its values. */
public enum DataType {
  /** True or false: 1 or 0. */
  BOOLEAN(Storage.LONG),
  /** A whole number of 64 bits. */
  INTEGER(Storage.LONG),
  /** A floating-point number of 64 bits. */
  DOUBLE(Storage.DOUBLE),
  /** An exact decimal number, a {@link java.math.BigDecimal}. */
  DECIMAL(Storage.OBJECT),
  /** A {@link String}. */
  TEXT(Storage.OBJECT),
  /** An array of bytes, never changed. */
  BYTES(Storage.OBJECT),
  /** A day: days since 1970-01-01. */
  DATE(Storage.LONG),
  /** A time of day: milliseconds since midnight. */
  TIME(Storage.LONG),
  /** A moment: milliseconds since 1970-01-01T00:00:00Z. */
  TIMESTAMP(Storage.LONG);

  /** The kinds of arrays that hold columns. */
  public enum Storage {
    /** An array of {@code long}. */
    LONG,
    /** An array of {@code double}. */
    DOUBLE,
    /** An array of objects, null where the value is missing. */
    OBJECT
  }

  private final Storage storage;

  DataType(Storage storage) {
    this.storage = storage;
  }

  /** Whether its values are numbers. */
  public boolean isNumber() {
    return this == INTEGER || this == DOUBLE || this == DECIMAL;
  }

  /** What holds a column of this type. */
  public Storage storage() {
    return storage;
  }
}

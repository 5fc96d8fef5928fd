package dev.catchment.query;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.query.DataType.Storage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * Some thousand rows of a table, column by column: the element that flows through a query.
 * Immutable; the arrays it hands out must not be changed.
 *
 * <p>Of an ordered result the blocks come in order from one worker, and each tells the {@link
 * #position} of its first row; sorted by position they are the result in order, wherever they were
 * written.
 */
public final class RowBlock {
  /** The number of rows that blocks are cut to. */
  public static final int ROWS = 4096;

  /** The position in a table without order. */
  public static final long UNORDERED = -1;

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final RowType type;
  private final int rows;
  private final long position;
  private final Object[] columns;
  private final BitSet[] missing;

  /**
   * A block of arrays that are never changed again.
   *
   * @param columns a {@code long[]}, {@code double[]} or {@code Object[]} per column, of at least
   *     {@code rows} values
   * @param missing per column the rows without a value, or null where none lacks one; unused for
   *     columns of objects
   */
  RowBlock(RowType type, int rows, long position, Object[] columns, BitSet[] missing) {
    this.type = type;
    this.rows = rows;
    this.position = position;
    this.columns = columns;
    this.missing = missing;
  }

  /** Collects rows of a type. */
  public static Builder builder(RowType type) {
    return new Builder(type);
  }

  /** The columns. */
  public RowType type() {
    return type;
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /** The number of rows of the ordered result before this block, or {@link #UNORDERED}. */
  public long position() {
    return position;
  }

  /** Whether a value is missing. */
  public boolean isMissing(int column, int row) {
    if (columns[column] instanceof Object[] objects) {
      return objects[row] == null;
    }
    return missing[column] != null && missing[column].get(row);
  }

  /** A value of a column that is held as {@link Storage#LONG}; 0 where it is missing. */
  public long longAt(int column, int row) {
    return ((long[]) columns[column])[row];
  }

  /** A value of a column that is held as {@link Storage#DOUBLE}; 0 where it is missing. */
  public double doubleAt(int column, int row) {
    return ((double[]) columns[column])[row];
  }

  /** A value of a column that is held as {@link Storage#OBJECT}; null where it is missing. */
  public Object objectAt(int column, int row) {
    return ((Object[]) columns[column])[row];
  }

  /** A value as {@link Long}, {@link Double} or what its column holds; null where it is missing. */
  public Object valueAt(int column, int row) {
    if (isMissing(column, row)) {
      return null;
    }
    return switch (type.type(column).storage()) {
      case LONG -> (Object) longAt(column, row);
      case DOUBLE -> doubleAt(column, row);
      case OBJECT -> objectAt(column, row);
    };
  }

  /**
   * A value as text, null where it is missing: {@code true}, {@code 42}, {@code 0.5}, decimals
   * without exponent, bytes in hexadecimal, {@code 2026-01-31}, {@code 13:30:00}, {@code 2026-01-31
   * 13:30:00} in UTC, with milliseconds where there are some.
   */
  public String textAt(int column, int row) {
    return text(type.type(column), valueAt(column, row));
  }

  static String text(DataType type, Object value) {
    if (value == null) {
      return null;
    }
    return switch (type) {
      case BOOLEAN -> (Long) value != 0 ? "true" : "false";
      case INTEGER, DOUBLE, TEXT -> value.toString();
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case BYTES -> HexFormat.of().formatHex((byte[]) value);
      case DATE -> LocalDate.ofEpochDay((Long) value).toString();
      case TIME -> timeText((Long) value);
      case TIMESTAMP -> momentText((Long) value);
    };
  }

  private static String timeText(long millis) {
    LocalTime time = LocalTime.ofNanoOfDay(millis * 1_000_000);
    return time.withNano(0).format(DateTimeFormatter.ISO_LOCAL_TIME) + fraction(millis);
  }

  private static String momentText(long millis) {
    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).format(MOMENT) + fraction(millis);
  }

  private static String fraction(long millis) {
    long rest = Math.floorMod(millis, 1000L);
    return rest == 0 ? "" : "." + (1000 + rest + "").substring(1);
  }

  Object column(int column) {
    return columns[column];
  }

  BitSet missing(int column) {
    return missing[column];
  }

  /** The same rows at a place in the ordered result. */
  RowBlock at(long place) {
    return new RowBlock(type, rows, place, columns, missing);
  }

  /** The rows, with some columns in another order and under other names. */
  RowBlock select(RowType names, int[] slots) {
    Object[] chosen = new Object[slots.length];
    BitSet[] gaps = new BitSet[slots.length];
    for (int index = 0; index < slots.length; index++) {
      chosen[index] = columns[slots[index]];
      gaps[index] = missing[slots[index]];
    }
    return new RowBlock(names, rows, position, chosen, gaps);
  }

  /** Some rows, in the given order. */
  RowBlock take(int[] chosen, int count) {
    Builder builder = builder(type);
    for (int index = 0; index < count; index++) {
      builder.addRow(this, chosen[index]);
    }
    return builder.build();
  }

  /** Collects rows, value by value: those of the columns first to last, then {@link #endRow}. */
  public static final class Builder {
    private final RowType type;
    private final Storage[] storages;
    private final Object[] columns;
    private final BitSet[] missing;
    private int capacity = 64;
    private int rows;

    private Builder(RowType type) {
      this.type = type;
      int width = type.size();
      storages = new Storage[width];
      columns = new Object[width];
      missing = new BitSet[width];
      for (int column = 0; column < width; column++) {
        storages[column] = type.type(column).storage();
      }
      clear();
    }

    private void clear() {
      rows = 0;
      for (int column = 0; column < columns.length; column++) {
        missing[column] = null;
        columns[column] =
            switch (storages[column]) {
              case LONG -> new long[capacity];
              case DOUBLE -> new double[capacity];
              case OBJECT -> new Object[capacity];
            };
      }
    }

    /** The number of whole rows. */
    public int rows() {
      return rows;
    }

    /** Sets a value of the row at hand in a column of {@link Storage#LONG}. */
    public void setLong(int column, long value) {
      ((long[]) columns[column])[rows] = value;
    }

    /** Sets a value of the row at hand in a column of {@link Storage#DOUBLE}. */
    public void setDouble(int column, double value) {
      ((double[]) columns[column])[rows] = value;
    }

    /**
     * Sets a value of the row at hand in a column of {@link Storage#OBJECT}, null where it is
     * missing.
     */
    public void setObject(int column, Object value) {
      ((Object[]) columns[column])[rows] = value;
    }

    /** Says that the row at hand has no value in a column. */
    public void setMissing(int column) {
      if (storages[column] != Storage.OBJECT) {
        if (missing[column] == null) {
          missing[column] = new BitSet();
        }
        missing[column].set(rows);
      }
    }

    /** Sets a value as {@link RowBlock#valueAt} gives it. */
    public void setValue(int column, Object value) {
      if (value == null) {
        setMissing(column);
        return;
      }
      switch (storages[column]) {
        case LONG -> setLong(column, (Long) value);
        case DOUBLE -> setDouble(column, (Double) value);
        case OBJECT -> setObject(column, value);
      }
    }

    /** Ends the row at hand; a value that was not set is 0 or missing. */
    public void endRow() {
      rows++;
      if (rows == capacity) {
        capacity *= 2;
        for (int column = 0; column < columns.length; column++) {
          columns[column] =
              switch (storages[column]) {
                case LONG -> Arrays.copyOf((long[]) columns[column], capacity);
                case DOUBLE -> Arrays.copyOf((double[]) columns[column], capacity);
                case OBJECT -> Arrays.copyOf((Object[]) columns[column], capacity);
              };
        }
      }
    }

    /** Ends the row at hand, and hands the rows out where they are as many as a block has. */
    void endRow(Consumer<RowBlock> out) {
      endRow();
      if (rows == ROWS) {
        out.accept(build());
      }
    }

    /** Hands out what is left. */
    void finish(Consumer<RowBlock> out) {
      if (rows > 0) {
        out.accept(build());
      }
    }

    /** Sets all columns from one on as missing. */
    void skip(int from, int count) {
      for (int column = from; column < from + count; column++) {
        setMissing(column);
      }
    }

    /** Forgets what was set of the row at hand. */
    public void dropRow() {
      for (int column = 0; column < columns.length; column++) {
        if (missing[column] != null) {
          missing[column].clear(rows);
        }
        switch (storages[column]) {
          case LONG -> setLong(column, 0);
          case DOUBLE -> setDouble(column, 0);
          case OBJECT -> setObject(column, null);
        }
      }
    }

    /** Adds a row of a block of the same storage. */
    void addRow(RowBlock block, int row) {
      copy(block, row, 0);
      endRow();
    }

    /** Sets columns of the row at hand to those of a row, from a column on. */
    void copy(RowBlock block, int row, int from) {
      for (int column = 0; column < block.columns.length; column++) {
        if (block.isMissing(column, row)) {
          setMissing(from + column);
          continue;
        }
        switch (storages[from + column]) {
          case LONG -> setLong(from + column, block.longAt(column, row));
          case DOUBLE -> setDouble(from + column, block.doubleAt(column, row));
          case OBJECT -> setObject(from + column, block.objectAt(column, row));
        }
      }
    }

    /** Takes the row at hand, which is not ended, out again, as a block of its own. */
    RowBlock takeLast() {
      Builder last = new Builder(type);
      RowBlock all = new RowBlock(type, rows + 1, UNORDERED, columns, missing);
      last.addRow(all, rows);
      dropRow();
      return last.build();
    }

    /** The rows so far as a block without order; the builder begins anew. */
    public RowBlock build() {
      return build(UNORDERED);
    }

    /** The rows so far as a block at a place in the order; the builder begins anew. */
    public RowBlock build(long position) {
      checkArgument(position >= UNORDERED, "position %s", position);
      RowBlock block = new RowBlock(type, rows, position, columns.clone(), missing.clone());
      capacity = Math.max(64, rows + 1);
      clear();
      return block;
    }
  }
}

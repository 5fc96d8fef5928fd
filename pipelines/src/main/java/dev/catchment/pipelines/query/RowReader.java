package dev.catchment.pipelines.query;

import dev.catchment.clean.Payload;
import dev.catchment.clean.TextParser;
import dev.catchment.model.FieldType;
import dev.catchment.model.Position;
import dev.catchment.model.Rejected;
import dev.catchment.query.DataType;
import dev.catchment.query.RowBlock;
import dev.catchment.query.RowType;
import dev.catchment.read.TableRow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the cells of rows, which are texts, into the columns of blocks. A cell without text has no
 * value; a row with a cell that is not of its column's type is rejected. Not for several threads.
 */
final class RowReader {
  private static final double EXACT = 1L << 53;
  private static final long MILLIS_PER_DAY = 86_400_000;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final TextParser WHOLE = TextParser.of(FieldType.INTEGER);
  private static final TextParser TRUTH = TextParser.of(FieldType.BOOLEAN);
  private static final TextParser DECIMAL = TextParser.of(FieldType.DECIMAL);

  private final List<InputColumn> columns;
  private final DataType[] types;

  /** Reads rows that have these columns in their order. */
  RowReader(List<InputColumn> columns) {
    this.columns = columns;
    this.types = columns.stream().map(InputColumn::type).toArray(DataType[]::new);
  }

  /** The type of blocks of columns. */
  static RowType type(List<InputColumn> columns) {
    return new RowType(
        columns.stream().map(column -> new RowType.Column(column.name(), column.type())).toList());
  }

  /** Adds a row to a block; gives the column whose cell is not of its type, or -1. */
  int read(TableRow row, RowBlock.Builder block) {
    for (int column = 0; column < types.length; column++) {
      if (!readCell(row, column, block)) {
        block.dropRow();
        return column;
      }
    }
    block.endRow();
    return -1;
  }

  private boolean readCell(TableRow row, int column, RowBlock.Builder block) {
    if (types[column] == DataType.DOUBLE || types[column] == DataType.INTEGER) {
      return readNumber(row, column, block);
    }
    String text = row.text(column);
    if (text == null) {
      block.setMissing(column);
      return true;
    }
    try {
      switch (types[column]) {
        case TEXT -> block.setObject(column, text);
        case BYTES -> block.setObject(column, text.getBytes(StandardCharsets.UTF_8));
        case DECIMAL -> block.setObject(column, new BigDecimal(text));
        case BOOLEAN -> block.setLong(column, (Boolean) TRUTH.parse(text) ? 1 : 0);
        case TIME -> block.setLong(column, LocalTime.parse(text).toNanoOfDay() / NANOS_PER_MILLI);
        case TIMESTAMP -> block.setLong(column, millis(text, column));
        default -> {
          long millis = millis(text, column);
          block.setLong(column, Math.floorDiv(millis, MILLIS_PER_DAY));
          return Math.floorMod(millis, MILLIS_PER_DAY) == 0;
        }
      }
      return true;
    } catch (IllegalArgumentException | DateTimeException unreadable) {
      return false;
    }
  }

  private long millis(String text, int column) {
    return (Long) columns.get(column).times().parse(text);
  }

  /** Numbers are read from the bytes of a line, whole ones up to where a double is exact. */
  private boolean readNumber(TableRow row, int column, RowBlock.Builder block) {
    double number = row.number(column);
    if (Double.isNaN(number)) {
      block.setMissing(column);
      return true;
    }
    boolean isWhole = types[column] == DataType.INTEGER;
    if (Double.isInfinite(number) || (isWhole && Math.abs(number) >= EXACT)) {
      return readText(row.text(column), isWhole, column, block);
    }
    if (isWhole) {
      block.setLong(column, (long) number);
      return (long) number == number;
    }
    block.setDouble(column, number);
    return true;
  }

  private boolean readText(String text, boolean isWhole, int column, RowBlock.Builder block) {
    try {
      if (isWhole) {
        block.setLong(column, (Long) WHOLE.parse(text));
      } else {
        block.setDouble(column, (Double) DECIMAL.parse(text));
      }
      return true;
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  /**
   * A row with a bad cell.
   *
   * @param isThere whether there is something in the cell
   */
  Rejected rejected(
      String source, Position position, TableRow row, int bad, boolean isThere, long runTime) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (int column = 0; column < types.length; column++) {
      String text = row.text(column);
      if (text != null) {
        cells.put(columns.get(column).name(), text);
      }
    }
    Payload payload = Payload.of(cells, Rejected.PAYLOAD_LIMIT);
    return new Rejected(
            QueryJob.NAME,
            isThere ? reason(types[bad]) : "missing_event_time",
            isThere
                ? "%s is not of the type %s".formatted(columns.get(bad).name(), types[bad])
                : "%s has no value".formatted(columns.get(bad).name()),
            columns.get(bad).name(),
            source,
            position,
            null,
            runTime,
            1)
        .withPayload(payload.json(), Map.of(), payload.truncated());
  }

  private static String reason(DataType type) {
    return "invalid_" + type.name().toLowerCase(Locale.ROOT);
  }
}

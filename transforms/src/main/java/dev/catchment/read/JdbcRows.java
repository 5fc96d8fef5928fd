package dev.catchment.read;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads rows of a database as records: dates, times and instants in ISO-8601, truth values as
 * {@code true} and {@code false}, everything else as the database writes it; blanks around a value
 * do not belong to it. Holds {@value #FETCH} rows.
 *
 * <p>The position of a row is the value of the partition column where that is a whole number, else
 * its number among those read.
 */
final class JdbcRows {
  private static final int FETCH = 2000;

  private JdbcRows() {}

  /** Reads at most so many rows for which a condition is true. */
  static void read(
      JdbcTable table, String condition, List<String> columns, long limit, RecordSink sink)
      throws SQLException, IOException {
    List<String> selected = new ArrayList<>(columns);
    if (table.partitionColumn() != null) {
      selected.add(table.partitionColumn());
    }
    try (Connection connection = table.connect();
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      statement.setMaxRows((int) Math.min(limit, Integer.MAX_VALUE));
      try (ResultSet rows = statement.executeQuery(table.select(connection, selected, condition))) {
        boolean hasKey =
            selected.size() > columns.size()
                && JdbcRanges.isWhole(rows.getMetaData().getColumnType(selected.size()));
        Text[] texts = new Text[columns.size()];
        for (int slot = 0; slot < texts.length; slot++) {
          texts[slot] = text(rows, slot + 1);
        }
        for (long number = 1; number <= limit && rows.next(); number++) {
          String[] values = new String[texts.length];
          for (int slot = 0; slot < texts.length; slot++) {
            String text = texts[slot].of(rows, slot + 1);
            values[slot] = text == null || text.isBlank() ? null : text.strip();
          }
          sink.record(hasKey ? rows.getLong(selected.size()) : number, values);
        }
      }
    }
  }

  private interface Text {
    String of(ResultSet row, int column) throws SQLException;
  }

  private static Text text(ResultSet rows, int column) throws SQLException {
    return switch (rows.getMetaData().getColumnType(column)) {
      case Types.DATE -> (row, at) -> text(row.getObject(at, LocalDate.class));
      case Types.TIME ->
          JdbcRanges.isZoned(rows, column)
              ? ResultSet::getString
              : (row, at) -> text(row.getObject(at, LocalTime.class));
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
          JdbcRanges.isZoned(rows, column)
              ? JdbcRows::instant
              : (row, at) -> text(row.getObject(at, LocalDateTime.class));
      case Types.BIT, Types.BOOLEAN -> JdbcRows::truth;
      default -> ResultSet::getString;
    };
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }

  private static String instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant().toString();
  }

  private static String truth(ResultSet row, int column) throws SQLException {
    boolean value = row.getBoolean(column);
    return row.wasNull() ? null : Boolean.toString(value);
  }
}

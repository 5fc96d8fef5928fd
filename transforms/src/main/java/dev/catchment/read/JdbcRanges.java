package dev.catchment.read;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Cuts the rows of a table into ranges of a column: conditions of which exactly one is true for
 * every row, rows without a value included.
 */
final class JdbcRanges {
  private static final DateTimeFormatter LITERAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private JdbcRanges() {}

  /** Throws {@link InputException} when a column of a type of {@link Types} has no ranges. */
  static void check(String label, String column, int type) {
    if (!isNumber(type) && !isTime(type)) {
      throw new InputException(
          "%s: the partitionColumn %s holds neither numbers nor times; name one that does"
              .formatted(label, column));
    }
  }

  /** Whether the values of a type are whole numbers, which can tell where a row is. */
  static boolean isWhole(int type) {
    return type == Types.BIGINT || type == Types.INTEGER || type == Types.SMALLINT;
  }

  private static boolean isNumber(int type) {
    return isWhole(type)
        || type == Types.NUMERIC
        || type == Types.DECIMAL
        || type == Types.REAL
        || type == Types.FLOAT
        || type == Types.DOUBLE;
  }

  private static boolean isTime(int type) {
    return type == Types.TIMESTAMP || type == Types.TIMESTAMP_WITH_TIMEZONE || type == Types.DATE;
  }

  /** The conditions; one that is empty for a table that is read whole. */
  static List<String> of(JdbcTable table) throws SQLException, IOException {
    if (table.partitionColumn() == null) {
      return List.of("");
    }
    try (Connection connection = table.connect();
        Statement statement = connection.createStatement()) {
      String column = table.column(connection);
      String bounds = table.select(connection, List.of(table.partitionColumn()), "");
      try (ResultSet row =
          statement.executeQuery("SELECT min(b), max(b) FROM (%s) AS r(b)".formatted(bounds))) {
        row.next();
        return conditions(column, row.getObject(1) == null ? List.of() : cuts(row, table));
      }
    }
  }

  private static List<String> conditions(String column, List<String> cuts) {
    if (cuts.isEmpty()) {
      return List.of("");
    }
    List<String> conditions = new ArrayList<>();
    conditions.add("(%s < %s OR %s IS NULL)".formatted(column, cuts.get(0), column));
    for (int cut = 1; cut < cuts.size(); cut++) {
      conditions.add(
          "%s >= %s AND %s < %s".formatted(column, cuts.get(cut - 1), column, cuts.get(cut)));
    }
    conditions.add("%s >= %s".formatted(column, cuts.get(cuts.size() - 1)));
    return conditions;
  }

  /** The values, as they stand in a query, at which one range ends and the next begins. */
  private static List<String> cuts(ResultSet row, JdbcTable table) throws SQLException {
    int type = row.getMetaData().getColumnType(1);
    if (isTime(type)) {
      boolean isZoned = isZoned(row, 1);
      LocalDateTime least = time(row, 1, isZoned);
      long micros = ChronoUnit.MICROS.between(least, time(row, 2, isZoned));
      return cuts(
          table.partitions(),
          part ->
              "TIMESTAMP%s '%s%s'"
                  .formatted(
                      isZoned ? " WITH TIME ZONE" : "",
                      LITERAL.format(least.plus((long) (micros * part), ChronoUnit.MICROS)),
                      isZoned ? "+00:00" : ""));
    }
    BigDecimal least = new BigDecimal(row.getString(1));
    BigDecimal span = new BigDecimal(row.getString(2)).subtract(least);
    return cuts(
        table.partitions(),
        part ->
            isWhole(type)
                ? least.add(span.multiply(BigDecimal.valueOf(part))).toBigInteger().toString()
                : least
                    .add(span.multiply(BigDecimal.valueOf(part), MathContext.DECIMAL64))
                    .toPlainString());
  }

  private interface Cut {
    String at(double part);
  }

  private static List<String> cuts(int ranges, Cut cut) {
    return IntStream.range(1, ranges)
        .mapToObj(number -> cut.at((double) number / ranges))
        .distinct()
        .toList();
  }

  /** Whether the times of a column are instants. */
  static boolean isZoned(ResultSet rows, int column) throws SQLException {
    String name = rows.getMetaData().getColumnTypeName(column).toLowerCase(Locale.ROOT);
    return name.contains("tz") || name.contains("with time zone");
  }

  private static LocalDateTime time(ResultSet row, int column, boolean isZoned)
      throws SQLException {
    if (row.getMetaData().getColumnType(column) == Types.DATE) {
      return row.getObject(column, LocalDate.class).atStartOfDay();
    }
    return isZoned
        ? LocalDateTime.ofInstant(
            row.getObject(column, OffsetDateTime.class).toInstant(), ZoneOffset.UTC)
        : row.getObject(column, LocalDateTime.class);
  }
}

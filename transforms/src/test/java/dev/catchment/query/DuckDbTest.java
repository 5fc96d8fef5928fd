package dev.catchment.query;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.common.io.Resources;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.junit.Test;

/**
 * Runs the queries of {@code queries.sql} here and on DuckDB, over the same tables, and compares
 * the results. A query is the text up to a blank line; where DuckDB says it in another way that
 * follows after a line {@code --}.
 */
public class DuckDbTest {
  private record Pair(String ours, String theirs) {}

  @Test
  public void everyQueryHasTheResultOfDuckDb() throws Exception {
    Map<String, RowBlock> tables = TestTables.all();
    List<Pair> pairs = pairs();
    assertTrue("at least 150 queries", pairs.size() >= 150);
    List<String> wrong = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      load(duck, tables);
      for (Pair pair : pairs) {
        compare(pair, tables, duck).ifPresent(wrong::add);
      }
    }
    System.out.println(
        pairs.size() - wrong.size() + " of " + pairs.size() + " queries equal those of DuckDB");
    assertEquals(String.join("\n\n", wrong), 0, wrong.size());
  }

  /** How the results differ. */
  private static Optional<String> compare(Pair pair, Map<String, RowBlock> tables, Connection duck)
      throws SQLException {
    Query query;
    try {
      query = Query.of(pair.ours(), QueryRuns.tables(tables));
    } catch (QueryException e) {
      return Optional.of(pair.ours() + "\n  not planned: " + e.getMessage());
    }
    QueryRuns.Result result = QueryRuns.runPlainly(query, tables);
    List<String> ours = result.rows().stream().map(row -> line(row, result.type())).toList();
    List<String> theirs = ask(duck, pair.theirs(), result.type());
    if (!query.isOrdered()) {
      ours = ours.stream().sorted().toList();
      theirs = theirs.stream().sorted().toList();
    }
    return ours.equals(theirs)
        ? Optional.empty()
        : Optional.of(difference(pair, ours, theirs, result));
  }

  private static String difference(
      Pair pair, List<String> ours, List<String> theirs, QueryRuns.Result result) {
    int first = 0;
    while (first < Math.min(ours.size(), theirs.size())
        && ours.get(first).equals(theirs.get(first))) {
      first++;
    }
    return pair.ours()
        + "\n  rows: "
        + ours.size()
        + " here, "
        + theirs.size()
        + " there; row "
        + first
        + ":\n  "
        + (first < ours.size() ? ours.get(first) : "none")
        + "\n  "
        + (first < theirs.size() ? theirs.get(first) : "none")
        + "\n  "
        + result.errors().stream().limit(2).map(RowError::message).toList();
  }

  private static List<Pair> pairs() throws IOException {
    String all =
        Resources.toString(
            Resources.getResource(DuckDbTest.class, "queries.sql"), StandardCharsets.UTF_8);
    List<Pair> pairs = new ArrayList<>();
    for (String text : all.strip().split("\\n\\s*\\n", -1)) {
      String[] sides = text.split("\\n--\\n", -1);
      pairs.add(new Pair(sides[0], sides[sides.length - 1]));
    }
    return pairs;
  }

  private static String line(List<Object> row, RowType type) {
    List<String> texts = new ArrayList<>();
    for (int column = 0; column < row.size(); column++) {
      Object value = row.get(column);
      texts.add(
          value instanceof Double || value instanceof BigDecimal
              ? number((Number) value)
              : String.valueOf(RowBlock.text(type.type(column), value)));
    }
    return String.join("|", texts);
  }

  /** A number to ten digits: DuckDB adds up real numbers in another order. */
  private static String number(Number number) {
    if (number instanceof Double real && !Double.isFinite(real)) {
      return number.toString();
    }
    BigDecimal exact =
        number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    BigDecimal rounded = exact.round(new MathContext(10)).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  private static List<String> ask(Connection duck, String sql, RowType type) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = duck.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> texts = new ArrayList<>();
        for (int column = 1; column <= type.size(); column++) {
          texts.add(text(rows.getObject(column), type.type(column - 1)));
        }
        lines.add(String.join("|", texts));
      }
    }
    return lines;
  }

  private static String text(Object value, DataType type) {
    if (value == null) {
      return "null";
    }
    return switch (type) {
      case DOUBLE, DECIMAL -> number(new BigDecimal(value.toString()));
      case INTEGER -> new BigDecimal(value.toString()).toBigInteger().toString();
      case DATE ->
          value instanceof Timestamp moment
              ? moment.toLocalDateTime().toLocalDate().toString()
              : value.toString();
      case TIMESTAMP ->
          RowBlock.text(
              type,
              value instanceof Timestamp moment
                  ? moment.toLocalDateTime().toInstant(ZoneOffset.UTC).toEpochMilli()
                  : ((LocalDate) value).toEpochDay() * Casts.DAY);
      default -> value.toString();
    };
  }

  private static void load(Connection duck, Map<String, RowBlock> tables) throws SQLException {
    try (Statement statement = duck.createStatement()) {
      statement.execute("SET integer_division = true");
      for (Map.Entry<String, RowBlock> table : tables.entrySet()) {
        RowBlock block = table.getValue();
        RowType type = block.type();
        List<String> columns = new ArrayList<>();
        for (int column = 0; column < type.size(); column++) {
          columns.add(
              type.name(column)
                  + " "
                  + switch (type.type(column)) {
                    case INTEGER -> "BIGINT";
                    case DECIMAL -> "DECIMAL(15, 2)";
                    case TEXT -> "VARCHAR";
                    default -> type.type(column).name();
                  });
        }
        statement.execute(
            "CREATE TABLE " + table.getKey() + " (" + String.join(", ", columns) + ")");
        insert(duck, table.getKey(), block);
      }
    }
  }

  private static void insert(Connection duck, String name, RowBlock block) throws SQLException {
    try (DuckDBAppender rows =
        ((DuckDBConnection) duck).createAppender(DuckDBConnection.DEFAULT_SCHEMA, name)) {
      for (int row = 0; row < block.rows(); row++) {
        rows.beginRow();
        for (int column = 0; column < block.type().size(); column++) {
          Object value = block.valueAt(column, row);
          if (value == null) {
            rows.appendNull();
            continue;
          }
          switch (block.type().type(column)) {
            case BOOLEAN -> rows.append((Long) value == 1);
            case INTEGER -> rows.append((long) (Long) value);
            case DOUBLE -> rows.append((double) (Double) value);
            case DECIMAL -> rows.append((BigDecimal) value);
            case DATE -> rows.append(LocalDate.ofEpochDay((Long) value));
            case TIMESTAMP ->
                rows.append(
                    LocalDateTime.ofInstant(Instant.ofEpochMilli((Long) value), ZoneOffset.UTC));
            default -> rows.append((String) value);
          }
        }
        rows.endRow();
      }
    }
  }
}

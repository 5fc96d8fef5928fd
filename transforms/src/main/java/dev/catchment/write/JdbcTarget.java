package dev.catchment.write;

import dev.catchment.model.Database;
import java.io.IOException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of a database that gets rows, all in one transaction or none. It is made, unless it is
 * there and its rows are to be replaced.
 *
 * @param database the database
 * @param table the table, {@code NAME} or {@code SCHEMA.NAME}
 * @param overwrite whether the rows of a table that is there are replaced
 */
public record JdbcTarget(Database database, String table, boolean overwrite)
    implements Serializable {
  private static final int BATCH = 1000;

  /**
   * A column.
   *
   * @param name its name
   * @param type its type in SQL, such as {@code BIGINT}
   */
  public record Column(String name, String type) {}

  /** Names the table and where it is, without anything secret. */
  public String label() {
    return database.label() + "#" + table;
  }

  /**
   * Checks that the database can be reached and the table may be written to. Throws {@link
   * OutputException} with what is wrong.
   */
  public void check() {
    try (Connection connection = database.connect()) {
      if (exists(connection) && !overwrite) {
        throw new OutputExistsException(label());
      }
    } catch (SQLException | IOException failure) {
      throw failed(failure);
    }
  }

  /**
   * Puts rows into the table in one transaction. Throws {@link OutputException} when it is not
   * done; the table is then as it was.
   *
   * @param rows the values of each row in the order of the columns, as {@link
   *     PreparedStatement#setObject(int, Object)} takes them
   */
  public void load(List<Column> columns, Iterator<Object[]> rows) {
    try (Connection connection = database.connect()) {
      try {
        begin(connection, columns);
        insert(connection, columns, rows);
        connection.commit();
      } catch (SQLException | RuntimeException failure) {
        connection.rollback();
        throw failure;
      }
    } catch (SQLException | IOException failure) {
      throw failed(failure);
    }
  }

  private void begin(Connection connection, List<Column> columns) throws SQLException {
    String quote = Database.quote(connection);
    String name = Database.quotedTable(table, quote);
    boolean isThere = exists(connection);
    if (isThere && !overwrite) {
      throw new OutputExistsException(label());
    }
    String definition =
        columns.stream()
            .map(column -> Database.quoted(column.name(), quote) + " " + column.type())
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          isThere ? "DELETE FROM " + name : "CREATE TABLE %s (%s)".formatted(name, definition));
    }
  }

  private void insert(Connection connection, List<Column> columns, Iterator<Object[]> rows)
      throws SQLException {
    String quote = Database.quote(connection);
    List<String> names = new ArrayList<>();
    columns.forEach(column -> names.add(Database.quoted(column.name(), quote)));
    String holes = String.join(", ", Collections.nCopies(names.size(), "?"));
    String sql =
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(Database.quotedTable(table, quote), String.join(", ", names), holes);
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      int waiting = 0;
      while (rows.hasNext()) {
        Object[] row = rows.next();
        for (int column = 0; column < row.length; column++) {
          insert.setObject(column + 1, row[column]);
        }
        insert.addBatch();
        waiting++;
        if (waiting == BATCH) {
          insert.executeBatch();
          waiting = 0;
        }
      }
      insert.executeBatch();
    }
  }

  /** Asks the catalogue, as a statement that fails would end the transaction. */
  private boolean exists(Connection connection) throws SQLException {
    int dot = table.indexOf('.');
    String schema = dot < 0 ? connection.getSchema() : table.substring(0, dot);
    try (ResultSet found =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), schema, table.substring(dot + 1), null)) {
      return found.next();
    }
  }

  private OutputException failed(Exception failure) {
    String said =
        failure instanceof SQLException sql
            ? Database.explained(sql, "to write to it (%s); grant CREATE, INSERT and DELETE")
            : failure.getMessage();
    return new OutputException(label() + ": " + said, failure);
  }
}

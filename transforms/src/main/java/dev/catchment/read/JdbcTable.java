package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.model.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * A table or the rows of a query in a database that JDBC reaches; immutable.
 *
 * @param url the address, {@code jdbc:postgresql://HOST/DATABASE}
 * @param table the table, {@code NAME} or {@code SCHEMA.NAME}, or null when there is a query
 * @param query the query, or null when there is a table
 * @param user the user, or null
 * @param passwordFile the file that holds the user's password, read where the rows are, or null
 * @param partitionColumn the column of numbers or times by whose ranges the rows are read, or null
 * @param partitions the number of ranges, at least 1
 */
public record JdbcTable(
    String url,
    String table,
    String query,
    String user,
    String passwordFile,
    String partitionColumn,
    int partitions)
    implements SourceTable {

  /** Checks that exactly one of table and query is given. */
  public JdbcTable {
    checkArgument((table == null) != (query == null), "either a table or a query is wanted");
    checkArgument(partitions >= 1, "partitions is %s, not at least 1", partitions);
  }

  @Override
  public String label() {
    return url.replaceFirst("[?;].*", "") + "/" + (table == null ? "query" : table);
  }

  @Override
  public void check(List<String> columns, PipelineOptions options) {
    Map<String, Integer> types = columns();
    List<String> names = List.copyOf(types.keySet());
    Header.find(label(), names, columns);
    if (partitionColumn != null) {
      Header.find(label(), names, List.of(partitionColumn));
      JdbcRanges.check(label(), partitionColumn, types.get(partitionColumn));
    }
  }

  /**
   * The columns of the rows in their order, with their types, which are those of {@link
   * java.sql.Types}. Throws {@link InputException} when the database cannot be asked or two columns
   * have the same name.
   */
  public Map<String, Integer> columns() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet none =
            statement.executeQuery(
                "SELECT * FROM %s WHERE 1 = 0".formatted(relation(Database.quote(connection))))) {
      ResultSetMetaData found = none.getMetaData();
      Map<String, Integer> types = new LinkedHashMap<>();
      for (int column = 1; column <= found.getColumnCount(); column++) {
        String name = found.getColumnLabel(column);
        if (types.put(name, found.getColumnType(column)) != null) {
          throw new InputException(
              "%s: two columns are named %s; give each its own name".formatted(label(), name));
        }
      }
      return types;
    } catch (SQLException failure) {
      throw failed(failure);
    } catch (IOException failure) {
      throw new InputException(
          "the password file %s cannot be read: %s".formatted(passwordFile, failure.getMessage()),
          failure);
    }
  }

  @Override
  public PTransform<PBegin, PCollectionTuple> read(
      String source, List<String> columns, Instant runTime) {
    return ReadJdbc.from(source, this, columns, runTime);
  }

  @Override
  public boolean hasFirst() {
    return true;
  }

  @Override
  public FirstRecords first(String source, List<String> columns, int limit) {
    return FirstRecords.ofJdbc(source, this, columns, limit);
  }

  /** What is wrong, with the table and what would be right. */
  InputException failed(SQLException failure) {
    return new InputException(
        label() + ": " + Database.explained(failure, "to read it (%s); grant SELECT"), failure);
  }

  /** Opens a connection that only reads, and reads rows as they are asked for. */
  Connection connect() throws SQLException, IOException {
    Connection connection = new Database(url, user, passwordFile).connect();
    connection.setReadOnly(true);
    return connection;
  }

  /** The query for some columns of the rows for which a condition is true. */
  String select(Connection connection, List<String> columns, String condition) throws SQLException {
    String quote = Database.quote(connection);
    return "SELECT %s FROM %s%s"
        .formatted(
            columns.isEmpty()
                ? "1"
                : columns.stream()
                    .map(column -> Database.quoted(column, quote))
                    .collect(Collectors.joining(", ")),
            relation(quote),
            condition.isEmpty() ? "" : " WHERE " + condition);
  }

  /** A column as it stands in a query. */
  String column(Connection connection) throws SQLException {
    return Database.quoted(partitionColumn, Database.quote(connection));
  }

  private String relation(String quote) {
    return table == null
        ? "(" + query.strip().replaceFirst(";$", "") + ") AS q"
        : Database.quotedTable(table, quote);
  }
}

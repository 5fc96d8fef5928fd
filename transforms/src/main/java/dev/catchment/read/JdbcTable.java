package dev.catchment.read;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;
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
  private static final int CONNECT_SECONDS = 10;
  private static final String NO_DRIVER =
      "there is no driver for this url; PostgreSQL's is shipped, that of another database belongs"
          + " on the class path";

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
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet none =
            statement.executeQuery(
                "SELECT * FROM %s WHERE 1 = 0".formatted(relation(quote(connection))))) {
      ResultSetMetaData found = none.getMetaData();
      List<String> names = new ArrayList<>();
      for (int column = 1; column <= found.getColumnCount(); column++) {
        names.add(found.getColumnLabel(column));
      }
      Header.find(label(), names, columns);
      if (partitionColumn != null) {
        int[] place = Header.find(label(), names, List.of(partitionColumn));
        JdbcRanges.check(label(), partitionColumn, found.getColumnType(place[0] + 1));
      }
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
    return new InputException(label() + ": " + explained(failure), failure);
  }

  /** Opens a connection that only reads, and reads rows as they are asked for. */
  Connection connect() throws SQLException, IOException {
    Properties properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (passwordFile != null) {
      properties.setProperty("password", password());
    }
    if (url.startsWith("jdbc:postgresql:")) {
      properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
    }
    Connection connection = driver().connect(url, properties);
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    return connection;
  }

  /**
   * Found with the classes of the job: Java's own list may have been made before they were there.
   */
  private Driver driver() throws SQLException {
    for (Driver driver : ServiceLoader.load(Driver.class, JdbcTable.class.getClassLoader())) {
      if (driver.acceptsURL(url)) {
        return driver;
      }
    }
    throw new SQLException(NO_DRIVER);
  }

  /** The query for some columns of the rows for which a condition is true. */
  String select(Connection connection, List<String> columns, String condition) throws SQLException {
    String quote = quote(connection);
    return "SELECT %s FROM %s%s"
        .formatted(
            columns.isEmpty()
                ? "1"
                : columns.stream()
                    .map(column -> quoted(column, quote))
                    .collect(Collectors.joining(", ")),
            relation(quote),
            condition.isEmpty() ? "" : " WHERE " + condition);
  }

  /** A column as it stands in a query. */
  String column(Connection connection) throws SQLException {
    return quoted(partitionColumn, quote(connection));
  }

  private String relation(String quote) {
    return table == null
        ? "(" + query.strip().replaceFirst(";$", "") + ") AS q"
        : Arrays.stream(table.split("\\."))
            .map(part -> quoted(part, quote))
            .collect(Collectors.joining("."));
  }

  private static String quote(Connection connection) throws SQLException {
    return connection.getMetaData().getIdentifierQuoteString().strip();
  }

  private static String quoted(String name, String quote) {
    return quote.isEmpty() ? name : quote + name.replace(quote, quote + quote) + quote;
  }

  private String password() throws IOException {
    try (InputStream file =
        Channels.newInputStream(
            FileSystems.open(FileSystems.matchNewResource(passwordFile, false)))) {
      return new String(file.readAllBytes(), UTF_8).strip();
    }
  }

  private static String explained(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    String said = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    if (state.equals("null")) {
      return said;
    }
    if (state.startsWith("08")) {
      return "the database does not answer (%s); check the url, and whether the server is running and reachable from here"
          .formatted(said);
    }
    if (state.startsWith("28")) {
      return "the database refuses the user (%s); check user and passwordFile".formatted(said);
    }
    return switch (state) {
      case "3D000" -> "there is no such database (%s); check the url".formatted(said);
      case "42P01", "3F000" ->
          "there is no such table (%s); check its name and schema".formatted(said);
      case "42501" -> "the user has no right to read it (%s); grant SELECT".formatted(said);
      default -> said;
    };
  }
}

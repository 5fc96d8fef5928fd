package dev.catchment.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;

/**
 * A database that JDBC reaches; immutable.
 *
 * @param url the address, {@code jdbc:postgresql://HOST/DATABASE}
 * @param user the user, or null
 * @param passwordFile the file that holds the user's password, read where a connection is opened,
 *     or null
 */
public record Database(String url, String user, String passwordFile) implements Serializable {
  private static final int CONNECT_SECONDS = 10;
  private static final String NO_DRIVER =
      "there is no driver for this url; PostgreSQL's is shipped, that of another database belongs"
          + " on the class path";

  /** The address without its settings. */
  public String label() {
    return url.replaceFirst("[?;].*", "");
  }

  /** Opens a connection whose statements are in one transaction until it is committed. */
  public Connection connect() throws SQLException, IOException {
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
    connection.setAutoCommit(false);
    return connection;
  }

  /**
   * Found with the classes of the job: Java's own list may have been made before they were there.
   */
  private Driver driver() throws SQLException {
    for (Driver driver : ServiceLoader.load(Driver.class, Database.class.getClassLoader())) {
      if (driver.acceptsURL(url)) {
        return driver;
      }
    }
    throw new SQLException(NO_DRIVER);
  }

  private String password() throws IOException {
    try (InputStream file =
        Channels.newInputStream(
            FileSystems.open(FileSystems.matchNewResource(passwordFile, false)))) {
      return new String(file.readAllBytes(), UTF_8).strip();
    }
  }

  /** What is put around names in the statements of a database. */
  public static String quote(Connection connection) throws SQLException {
    return connection.getMetaData().getIdentifierQuoteString().strip();
  }

  /** A name as it stands in a statement. */
  public static String quoted(String name, String quote) {
    return quote.isEmpty() ? name : quote + name.replace(quote, quote + quote) + quote;
  }

  /** The name of a table, {@code NAME} or {@code SCHEMA.NAME}, as it stands in a statement. */
  public static String quotedTable(String table, String quote) {
    return Arrays.stream(table.split("\\."))
        .map(part -> quoted(part, quote))
        .collect(Collectors.joining("."));
  }

  /**
   * What is wrong, with what would be right.
   *
   * @param right what the user needs, such as {@code to read it (…); grant SELECT}, with a hole for
   *     what the database said
   */
  public static String explained(SQLException failure, String right) {
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
      case "42501" -> "the user has no right " + right.formatted(said);
      default -> said;
    };
  }
}

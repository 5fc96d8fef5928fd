package dev.catchment.pipelines.query;

import dev.catchment.model.Database;
import dev.catchment.pipelines.GoogleLibraries;
import dev.catchment.pipelines.UsageException;
import dev.catchment.query.DataType;
import dev.catchment.read.BigQueryTable;
import dev.catchment.read.InputException;
import dev.catchment.read.JdbcTable;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds what stands behind the names of tables. */
final class SourceFinder {
  private static final String JDBC = "jdbc:";
  private static final String BIGQUERY = "bigquery:";

  private final QueryOptions options;
  private final DeclaredTypes types;
  private final List<String> names;

  /** Finds the tables of these names as options say. */
  SourceFinder(QueryOptions options, List<String> names) {
    this.options = options;
    this.types = DeclaredTypes.of(options.getTypes(), names);
    this.names = names;
  }

  /**
   * The table of a name at a place.
   *
   * @throws UsageException when there is none that can be read
   */
  QuerySource find(String name, String place) {
    try {
      if (place.startsWith(JDBC)) {
        return jdbc(name, place);
      }
      if (place.startsWith(BIGQUERY)) {
        return bigQuery(name, place.substring(BIGQUERY.length()));
      }
      if (QueryJob.isTopic(place)) {
        return TopicFinder.find(name, place, types, names, options);
      }
      return new FileFinder(name, types, options.getSample()).find(place);
    } catch (InputException e) {
      throw new UsageException("--input=%s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private QuerySource jdbc(String name, String place) {
    Database database = database("input", place, options);
    JdbcTable table =
        new JdbcTable(
            database.url(),
            place.substring(place.indexOf('#') + 1),
            null,
            database.user(),
            database.passwordFile(),
            null,
            1);
    List<InputColumn> columns = new ArrayList<>();
    table.columns().forEach((column, type) -> columns.add(InputColumn.of(column, jdbc(type))));
    return new TableSource(name, table, types.declare(name, columns));
  }

  /**
   * The database of an address {@code jdbc:…#TABLE}.
   *
   * @throws UsageException when it is none
   */
  static Database database(String option, String place, QueryOptions options) {
    int sign = place.indexOf('#');
    if (sign < 0 || sign == place.length() - 1) {
      throw new UsageException(
          "--%s: %s names no table; write jdbc:postgresql://HOST/DATABASE#TABLE"
              .formatted(option, place.replaceFirst("[?;].*", "")));
    }
    if (place.toLowerCase(Locale.ROOT).contains("password=")) {
      throw new UsageException(
          "--%s: a password belongs into a file of its own, named by --jdbcPasswordFile"
              .formatted(option));
    }
    return new Database(
        place.substring(0, sign), options.getJdbcUser(), options.getJdbcPasswordFile());
  }

  private QuerySource bigQuery(String name, String place) {
    if (!BigQueryTable.isReadable()) {
      throw new UsageException(
          "--input=%s: %s".formatted(name, GoogleLibraries.missingFor("bigquery")));
    }
    BigQueryTable table = new BigQueryTable(place, null, false, null);
    List<InputColumn> columns = new ArrayList<>();
    table
        .columns(options)
        .forEach((column, type) -> columns.add(InputColumn.of(column, bigQuery(type))));
    return new TableSource(name, table, types.declare(name, columns));
  }

  private static DataType jdbc(int type) {
    return switch (type) {
      case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT -> DataType.INTEGER;
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> DataType.DOUBLE;
      case Types.NUMERIC, Types.DECIMAL -> DataType.DECIMAL;
      case Types.BOOLEAN, Types.BIT -> DataType.BOOLEAN;
      case Types.DATE -> DataType.DATE;
      case Types.TIME -> DataType.TIME;
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> DataType.TIMESTAMP;
      default -> DataType.TEXT;
    };
  }

  private static final Map<String, DataType> BIGQUERY_TYPES =
      Map.ofEntries(
          Map.entry("INTEGER", DataType.INTEGER),
          Map.entry("INT64", DataType.INTEGER),
          Map.entry("FLOAT", DataType.DOUBLE),
          Map.entry("FLOAT64", DataType.DOUBLE),
          Map.entry("NUMERIC", DataType.DECIMAL),
          Map.entry("BIGNUMERIC", DataType.DECIMAL),
          Map.entry("BOOLEAN", DataType.BOOLEAN),
          Map.entry("BOOL", DataType.BOOLEAN),
          Map.entry("DATE", DataType.DATE),
          Map.entry("TIME", DataType.TIME),
          Map.entry("DATETIME", DataType.TIMESTAMP),
          Map.entry("TIMESTAMP", DataType.TIMESTAMP));

  private static DataType bigQuery(String type) {
    return BIGQUERY_TYPES.getOrDefault(type, DataType.TEXT);
  }
}

package dev.catchment.pipelines.plan;

import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.CatchmentConfig.Jdbc;
import dev.catchment.pipelines.config.CatchmentConfig.Source;
import dev.catchment.pipelines.config.ConfigFile;
import dev.catchment.read.JdbcTable;
import java.util.Locale;

/** Turns the key {@code jdbc} of an entry of section {@code sources} into a {@link JdbcTable}. */
final class JdbcPlanner {
  private static final int PARTITIONS = 8;

  private final ConfigFile file;
  private final String name;
  private final Source source;

  JdbcPlanner(ConfigFile file, String name, Source source) {
    this.file = file;
    this.name = name;
    this.source = source;
  }

  JdbcTable plan() {
    Jdbc jdbc = source.jdbc();
    if (jdbc == null) {
      throw problem("needs jdbc with the url of the database, and table or query");
    }
    if (!jdbc.url().startsWith("jdbc:")) {
      throw problem("a url of JDBC begins with jdbc:, such as jdbc:postgresql://HOST/DB", "url");
    }
    if (jdbc.url().toLowerCase(Locale.ROOT).contains("password=")) {
      throw problem("a password belongs into a file of its own, named by passwordFile", "url");
    }
    if ((jdbc.table() == null) == (jdbc.query() == null)) {
      throw problem("needs exactly one of table and query");
    }
    if (jdbc.partitions() != null && jdbc.partitionColumn() == null) {
      throw problem("needs partitionColumn, by whose ranges the rows are read", "partitions");
    }
    int partitions = jdbc.partitions() == null ? PARTITIONS : jdbc.partitions();
    return new JdbcTable(
        jdbc.url(),
        jdbc.table(),
        jdbc.query(),
        jdbc.user(),
        jdbc.passwordFile() == null ? null : file.resolve(jdbc.passwordFile()),
        jdbc.partitionColumn(),
        jdbc.partitionColumn() == null ? 1 : partitions);
  }

  private UsageException problem(String message, String... key) {
    return key.length == 0
        ? file.problemOf(name, message, "jdbc")
        : file.problemOf(name, message, "jdbc", key[0]);
  }
}

package dev.catchment.pipelines.observe;

import dev.catchment.model.PubsubName;
import dev.catchment.read.BigQueryTable;
import dev.catchment.read.JdbcTable;
import dev.catchment.read.KafkaTopic;
import dev.catchment.read.SourceTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a job reads or writes, by the naming rules of OpenLineage, so that the output of one job and
 * the input of the next have one name.
 *
 * @param namespace where it is, such as {@code gs://bucket}, {@code kafka://host:9092} or {@code
 *     file}
 * @param name what it is called there, such as a path, a topic or {@code database.schema.table}
 */
public record Dataset(String namespace, String name) {
  private static final Pattern ADDRESS = Pattern.compile("([a-z][a-z0-9+.-]*)://([^/]*)(/.*)?");

  /** What a part of a path is that stands for many: a pattern, or a Hive partition. */
  private static final Pattern MANY = Pattern.compile(".*[*?\\[{].*|[A-Za-z_]\\w*=.*");

  /** A server, the first of several, and a database, without what follows as settings. */
  private static final Pattern DATABASE =
      Pattern.compile("jdbc:([a-z0-9]+):(?://([^/,;?]*)[^/;?]*/?)?([^;?&]*).*");

  private static final String PUBSUB = "pubsub";
  private static final int POSTGRES_PORT = 5432;
  private static final int MYSQL_PORT = 3306;

  /**
   * The dataset of a path or pattern: the file, or the folder above the first part that stands for
   * many. On the local disk an absolute path, in an object store the key.
   */
  public static Dataset ofPath(String pattern) {
    Matcher address = ADDRESS.matcher(pattern);
    if (!address.matches() || address.group(1).equals("file")) {
      String path = address.matches() ? "" + address.group(3) : pattern;
      return new Dataset("file", folder(absolute(path)));
    }
    String path = folder(address.group(3) == null ? "/" : address.group(3));
    boolean isKey = !address.group(1).equals("hdfs") && path.length() > 1;
    return new Dataset(
        address.group(1) + "://" + address.group(2), isKey ? path.substring(1) : path);
  }

  private static String absolute(String path) {
    return Path.of(path).toAbsolutePath().normalize().toString();
  }

  private static String folder(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.replaceFirst("/+$", "").split("/", -1)) {
      if (MANY.matcher(part).matches()) {
        break;
      }
      parts.add(part);
    }
    String folder = String.join("/", parts);
    return folder.isEmpty() ? "/" : folder;
  }

  /** The dataset of a topic, at the first of its brokers. */
  public static Dataset ofTopic(KafkaTopic topic) {
    return new Dataset(KafkaTopic.SCHEME + topic.brokers().replaceFirst(",.*", ""), topic.topic());
  }

  /** The dataset of a subscription of Pub/Sub. */
  public static Dataset ofSubscription(PubsubName subscription) {
    return new Dataset(
        PUBSUB, "subscription:" + subscription.project() + ":" + subscription.name());
  }

  /** The dataset of a topic of Pub/Sub. */
  public static Dataset ofTopic(PubsubName topic) {
    return new Dataset(PUBSUB, "topic:" + topic.project() + ":" + topic.name());
  }

  /** The dataset of a table or query. */
  public static Dataset ofTable(SourceTable table) {
    if (table instanceof BigQueryTable bigQuery) {
      return new Dataset("bigquery", bigQuery.table() == null ? "query" : bigQuery.table());
    }
    if (table instanceof JdbcTable jdbc) {
      return ofTable(jdbc);
    }
    throw new IllegalArgumentException("a table of an unknown kind: " + table.label());
  }

  /**
   * The dataset of a table; that of a query is its database. Holds no user and no password: of an
   * address with a sign that may end one, only the kind of database is kept.
   */
  public static Dataset ofTable(JdbcTable table) {
    Matcher url = DATABASE.matcher(table.url());
    if (!url.matches() || table.url().contains("@")) {
      return new Dataset(
          table.url().replaceFirst("(?s)jdbc:(\\w*).*", "$1"),
          table.table() == null ? "query" : table.table());
    }
    boolean isPostgres = url.group(1).equals("postgresql");
    String scheme = isPostgres ? "postgres" : url.group(1);
    String host = url.group(2) == null || url.group(2).isEmpty() ? "localhost" : url.group(2);
    List<String> name = new ArrayList<>(List.of(url.group(3)));
    if (table.table() != null) {
      boolean hasSchema = table.table().contains(".");
      name.add(isPostgres && !hasSchema ? "public." + table.table() : table.table());
    }
    name.remove("");
    return new Dataset(scheme + "://" + host + port(scheme, host), String.join(".", name));
  }

  private static String port(String scheme, String host) {
    if (host.matches(".*:\\d+")) {
      return "";
    }
    return switch (scheme) {
      case "postgres" -> ":" + POSTGRES_PORT;
      case "mysql" -> ":" + MYSQL_PORT;
      default -> "";
    };
  }
}

package dev.catchment.pipelines.observe;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import dev.catchment.model.PubsubName;
import dev.catchment.read.BigQueryTable;
import dev.catchment.read.JdbcTable;
import dev.catchment.read.KafkaTopic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class DatasetTest {
  @Test
  public void aFileIsNamedByItsAbsolutePath() {
    assertPath("file", Path.of("in.csv").toAbsolutePath().toString(), "in.csv");
    assertPath("file", "/data/in.csv", "/data/in.csv");
    assertPath("file", "/data/in.csv", "file:///data/in.csv");
    assertPath("file", "/data", "/data/x/../");
    assertPath("file", "/", "/");
  }

  @Test
  public void aPatternIsNamedByItsFolder() {
    for (String pattern :
        List.of(
            "/store/events",
            "/store/events/",
            "/store/events/*/*.parquet",
            "/store/events/dt=2026-01-01/part-00000.parquet",
            "/store/events/**",
            "/store/events/part-?",
            "/store/events/{a,b}.csv",
            "/store/events/[ab].csv")) {
      assertPath("file", "/store/events", pattern);
    }
    assertPath("file", "/", "/*.csv");
  }

  @Test
  public void anObjectStoreIsItsBucketAndKey() {
    assertPath("gs://bucket", "store/events", "gs://bucket/store/events/*/*.parquet");
    assertPath("s3://bucket", "in.csv", "s3://bucket/in.csv");
    assertPath("gs://bucket", "/", "gs://bucket/*.csv");
    assertPath("gs://bucket", "/", "gs://bucket");
    assertPath("hdfs://name:8020", "/store/events", "hdfs://name:8020/store/events/");
  }

  private static void assertPath(String namespace, String name, String pattern) {
    assertEquals(pattern, new Dataset(namespace, name), Dataset.ofPath(pattern));
  }

  @Test
  public void aTopicIsAtItsFirstBroker() {
    assertEquals(
        new Dataset("kafka://one:9092", "orders"),
        Dataset.ofTopic(KafkaTopic.of("kafka://one:9092,two:9093/orders", Map.of(), "")));
    assertEquals(
        new Dataset("pubsub", "topic:my-project:orders"),
        Dataset.ofTopic(PubsubName.of("pubsub://my-project/orders")));
    assertEquals(
        new Dataset("pubsub", "subscription:my-project:orders"),
        Dataset.ofSubscription(PubsubName.of("pubsub://my-project/orders")));
  }

  @Test
  public void aTableIsItsDatabaseSchemaAndName() {
    assertTable("postgres://db:5432", "shop.public.orders", "jdbc:postgresql://db/shop", "orders");
    assertTable(
        "postgres://db:5433",
        "shop.sales.orders",
        "jdbc:postgresql://db:5433/shop?ssl=true",
        "sales.orders");
    assertTable("postgres://one:5432", "shop.public.t", "jdbc:postgresql://one,two:5433/shop", "t");
    assertTable("postgres://localhost:5432", "shop.public.t", "jdbc:postgresql:shop", "t");
    assertTable("mysql://db:3306", "shop.orders", "jdbc:mysql://db/shop", "orders");
    assertTable("sqlserver://db:1433", "orders", "jdbc:sqlserver://db:1433;encrypt=true", "orders");
  }

  @Test
  public void aQueryIsItsDatabase() {
    assertEquals(
        new Dataset("postgres://db:5432", "shop"),
        Dataset.ofTable(table("jdbc:postgresql://db/shop", null, "SELECT 1")));
  }

  @Test
  public void aTableOfBigQueryIsNamedByItself() {
    assertEquals(
        new Dataset("bigquery", "shop.crm.orders"),
        Dataset.ofTable(new BigQueryTable("shop.crm.orders", null, false, null)));
    assertEquals(
        new Dataset("bigquery", "query"),
        Dataset.ofTable(new BigQueryTable(null, "SELECT 1", false, null)));
  }

  @Test
  public void noPasswordOfAnAddressIsInAName() {
    for (String url :
        List.of(
            "jdbc:mysql://ann:secret@db/shop",
            "jdbc:mysql://ann:s@secret@db/shop",
            "jdbc:mysql://ann:s/secret@db/shop",
            "jdbc:mysql://db/shop?user=ann&key=secret",
            "jdbc:sqlserver://db;user=ann;pass=secret",
            "jdbc:oracle:thin:ann/secret@db:1521:shop")) {
      String dataset = Dataset.ofTable(table(url, "orders", null)).toString();
      assertFalse(dataset, dataset.contains("secret") || dataset.contains("ann"));
    }
  }

  private static void assertTable(String namespace, String name, String url, String table) {
    assertEquals(url, new Dataset(namespace, name), Dataset.ofTable(table(url, table, null)));
  }

  private static JdbcTable table(String url, String table, String query) {
    return new JdbcTable(url, table, query, null, null, null, 1);
  }
}

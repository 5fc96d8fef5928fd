package dev.catchment.pipelines.collect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.RejectedLine;
import dev.catchment.pipelines.Workspace;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Tables of a PostgreSQL server as sources. */
public class JdbcTest {
  @ClassRule public static final PostgresServer SERVER = new PostgresServer();

  private static final String CONFIG =
      """
      version: 1
      sources:
        orders:
          format: jdbc
          jdbc: {%s, user: catchment, passwordFile: password}
          map: {messageId: Id, timestamp: at}
          fields:
            properties.amount: {column: amount, type: decimal, min: 0}
            properties.paid: {column: paid, type: boolean}
            properties.day: day
      """;

  @Rule public final Workspace work = new Workspace();

  @Before
  public void fill() throws SQLException {
    work.write("password", PostgresServer.PASSWORD + "\n");
    SERVER.execute(
        "DROP SCHEMA IF EXISTS shop CASCADE",
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.orders (\"Id\" bigint, at timestamptz, amount numeric(9,2), paid boolean,"
            + " day date, change timestamp, note text)",
        "INSERT INTO shop.orders SELECT i, timestamptz '2026-01-01 00:00:00+01' + i * interval '1 hour',"
            + " i / 4.0, i % 2 = 0, date '2026-01-01' + i,"
            + " CASE WHEN i % 10 > 0 THEN timestamp '2026-01-01' + i * i * interval '1 second' END, ' x '"
            + " FROM generate_series(1, 1000) i",
        "INSERT INTO shop.orders VALUES (1001, now(), -5, NULL, NULL, NULL, NULL),"
            + " (1002, NULL, 5, NULL, NULL, NULL, NULL)");
  }

  private void config(String table) {
    work.write("catchment.yaml", CONFIG.formatted("url: '" + SERVER.url() + "', " + table));
  }

  @Test
  public void everyRowIsReadWhateverTheRanges() {
    for (String table :
        List.of(
            "table: shop.orders",
            "table: shop.orders, partitionColumn: Id",
            "table: shop.orders, partitionColumn: change, partitions: 5",
            "table: shop.orders, partitionColumn: at, partitions: 3",
            "table: shop.orders, partitionColumn: amount, partitions: 4",
            "table: shop.orders, partitionColumn: day, partitions: 50",
            "query: 'SELECT * FROM shop.orders;', partitionColumn: Id, partitions: 7")) {
      config(table);
      work.collect("--overwrite=true")
          .expect(ExitStatus.DONE)
          .says("1,002 read = 1,000 accepted + 2 rejected");
    }
  }

  @Test
  public void aRejectedRowIsNamedByItsKey() {
    config("table: shop.orders, partitionColumn: Id, partitions: 2");
    work.collect().expect(ExitStatus.DONE);
    List<RejectedPlace> places =
        RejectedLine.in(work.path("store/rejected")).stream()
            .map(line -> new RejectedPlace(line.file(), line.line(), line.reason()))
            .sorted(Comparator.comparing(RejectedPlace::line))
            .toList();
    String label = SERVER.url() + "/shop.orders#2";
    assertEquals(
        List.of(
            new RejectedPlace(label, 1001, "out_of_range_amount"),
            new RejectedPlace(label, 1002, "missing_timestamp")),
        places);
  }

  private record RejectedPlace(String file, long line, String reason) {}

  @Test
  public void aTableIsAnInputInTheLineage() throws Exception {
    config("table: shop.orders");
    work.collect("--lineage=" + work.path("lineage.jsonl")).expect(ExitStatus.DONE);

    String address = SERVER.url().replaceFirst("jdbc:postgresql://([^/]*)/.*", "$1");
    String database = SERVER.url().replaceFirst(".*/([^?]*).*", "$1");
    String input =
        "\"inputs\":[{\"namespace\":\"postgres://%s\",\"name\":\"%s.shop.orders\"}]"
            .formatted(address, database);
    for (String event : Files.readAllLines(work.path("lineage.jsonl"))) {
      assertTrue(event, event.contains(input));
    }
  }

  @Test
  public void anEmptyTableHoldsNoRecords() throws SQLException {
    SERVER.execute("DELETE FROM shop.orders");
    config("table: shop.orders, partitionColumn: Id");
    work.collect().expect(ExitStatus.DONE).says("0 read = 0 accepted");
  }

  @Test
  public void theDoctorTriesTheFirstRows() {
    config("table: shop.orders");
    work.run("doctor", "collect", "--config={w}/catchment.yaml", "--output={w}/store")
        .expect(ExitStatus.DONE)
        .says("records orders");
  }

  @Test
  public void thePreviewShowsTheFirstRows() {
    config("table: shop.orders");
    work.run("collect", "--config={w}/catchment.yaml", "--preview=3")
        .expect(ExitStatus.DONE)
        .says("/shop.orders:1: accepted", "orders: the first 3 records, 3 accepted");
  }

  @Test
  public void whatIsWrongIsSaidBeforeTheStart() {
    config("table: shop.orderz");
    work.refused().complains("source orders: ", "there is no such table", "orderz");
    config("table: shop.orders, partitionColumn: id");
    work.refused().complains("has no column id", "did you mean Id?");
    config("table: shop.orders, partitionColumn: note");
    work.refused().complains("the partitionColumn note holds neither numbers nor times");
    config("query: 'SELECT 1 AS x'");
    work.refused().complains("has no column Id");
    config("query: 'SELEC 1'");
    work.refused().complains("syntax error");
    config("table: shop.orders");
    work.refused("--input=in.csv").complains("which is a table of a database");
    work.write("password", "wrong");
    work.refused().complains("the database refuses the user", "passwordFile");
    work.path("password").toFile().delete();
    work.refused().complains("the password file", "password");
  }

  @Test
  public void aDatabaseThatDoesNotAnswerIsNamed() {
    work.write("password", "x");
    work.write(
        "catchment.yaml", CONFIG.formatted("url: 'jdbc:postgresql://127.0.0.1:1/shop', table: t"));
    work.refused().complains("jdbc:postgresql://127.0.0.1:1/shop/t: the database does not answer");
    work.write("catchment.yaml", CONFIG.formatted("url: 'jdbc:none://h/shop', table: t"));
    work.refused().complains("there is no driver for this url");
  }

  @Test
  public void aConfigurationThatContradictsItselfIsRefused() {
    config("table: a, query: b");
    work.refused().complains("sources.orders.jdbc: needs exactly one of table and query");
    config("table: a, partitions: 3");
    work.refused().complains("sources.orders.jdbc.partitions: needs partitionColumn");
    work.write(
        "catchment.yaml", CONFIG.formatted("url: 'jdbc:postgresql://h/d?password=x', table: t"));
    work.refused().complains("a password belongs into a file of its own");
  }
}

package dev.catchment.pipelines.query;

import static org.junit.Assert.assertEquals;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.Workspace;
import dev.catchment.pipelines.collect.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Tables of a PostgreSQL server as tables of a query, and as its output. */
public class QueryDatabaseTest {
  @ClassRule public static final PostgresServer SERVER = new PostgresServer();

  @Rule public final Workspace work = new Workspace();

  @Before
  public void fill() throws SQLException {
    work.write("password", PostgresServer.PASSWORD + "\n");
    SERVER.execute(
        "DROP SCHEMA IF EXISTS shop CASCADE",
        "CREATE SCHEMA shop",
        "CREATE TABLE shop.orders (id bigint, at timestamptz, amount numeric(9,2), paid boolean,"
            + " day date, note text)",
        "INSERT INTO shop.orders VALUES"
            + " (1, '2026-01-01 00:00:00.5+01', 10.50, true, '2026-01-01', 'a'),"
            + " (2, NULL, 20, false, '2026-01-02', NULL), (3, NULL, NULL, NULL, NULL, 'c')");
  }

  private Cli.Result query(String sql, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "query",
                "--input=orders=" + SERVER.url() + "#shop.orders",
                "--jdbcUser=" + PostgresServer.USER,
                "--jdbcPasswordFile={w}/password",
                "--sql=" + sql));
    command.addAll(List.of(more));
    return work.run(command.toArray(String[]::new));
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(work.path(file));
  }

  @Test
  public void columnsHaveTheTypesOfTheTable() throws IOException {
    query("SELECT * FROM orders", "--output={w}/OUT")
        .expect(ExitStatus.DONE)
        .says("orders: 3 read = 3 accepted + 0 rejected");
    assertEquals(
        List.of(
            "id,at,amount,paid,day,note",
            "1,2025-12-31 23:00:00.500,10.50,true,2026-01-01,a",
            "2,,20.00,false,2026-01-02,",
            "3,,,,,c"),
        lines("OUT/result.csv"));
    assertEquals(
        "{id=integer, at=timestamp, amount=decimal, paid=boolean, day=date, note=text}",
        QuerySummary.read(work.path("OUT/summary.json").toString()).columns().toString());
  }

  @Test
  public void aResultComesIntoATableWholeAndIsReplacedWhole() throws IOException {
    String[] output = {"--output=" + SERVER.url() + "#shop.copy", "--summary={w}/run"};
    query("SELECT * FROM orders", output)
        .expect(ExitStatus.DONE)
        .says("#shop.copy holds the result");
    query("SELECT * FROM orders", "--output={w}/first").expect(ExitStatus.DONE);
    work.run(copy("{w}/second")).expect(ExitStatus.DONE);
    assertEquals(lines("first/result.csv"), lines("second/result.csv"));

    query("SELECT * FROM orders WHERE id < 3", output)
        .expect(ExitStatus.USAGE)
        .complains("shop.copy exists: add --overwrite to replace it");
    query("SELECT * FROM orders WHERE id < 3", output[0], output[1], "--overwrite")
        .expect(ExitStatus.DONE);
    work.run(copy("{w}/third")).expect(ExitStatus.DONE);
    assertEquals(lines("first/result.csv").subList(0, 3), lines("third/result.csv"));
    assertEquals(2, QuerySummary.read(work.path("run/summary.json").toString()).rows());
  }

  private static String[] copy(String output) {
    return new String[] {
      "query",
      "--input=copy=" + SERVER.url() + "#shop.copy",
      "--jdbcUser=" + PostgresServer.USER,
      "--jdbcPasswordFile={w}/password",
      "--sql=SELECT * FROM copy",
      "--output=" + output
    };
  }

  @Test
  public void aLoadThatFailsLeavesTheTableAsItWas() throws SQLException, IOException {
    SERVER.execute(
        "CREATE TABLE shop.copy (id bigint CHECK (id < 3), note text)",
        "INSERT INTO shop.copy VALUES (1, 'kept')");
    query(
            "SELECT id, note FROM orders",
            "--output=" + SERVER.url() + "#shop.copy",
            "--summary={w}/run",
            "--overwrite")
        .expect(ExitStatus.FAILED)
        .complains("#shop.copy: ");
    work.run(copy("{w}/after")).expect(ExitStatus.DONE);
    assertEquals(List.of("id,note", "1,kept"), lines("after/result.csv"));
    assertEquals(List.of(), work.path("run").toFile().exists() ? work.list("run") : List.of());
  }

  @Test
  public void whatIsWrongIsSaidBeforeTheStart() {
    work.run(
            "query",
            "--input=orders=" + SERVER.url() + "#shop.orderz",
            "--jdbcUser=" + PostgresServer.USER,
            "--jdbcPasswordFile={w}/password",
            "--sql=SELECT 1 AS one FROM orders",
            "--show=1")
        .expect(ExitStatus.USAGE)
        .complains("--input=orders: ", "there is no such table");
  }
}

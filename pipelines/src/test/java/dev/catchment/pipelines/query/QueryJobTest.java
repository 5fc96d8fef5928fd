package dev.catchment.pipelines.query;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Cli;
import dev.catchment.pipelines.ExitStatus;
import dev.catchment.pipelines.RejectedLine;
import dev.catchment.pipelines.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.Rule;
import org.junit.Test;

/** Queries of files, from the command line to the result. */
public class QueryJobTest {
  private static final String ORDERS =
      """
      id,country,amount,paid,day
      1,AT,10.5,true,2026-01-01
      2,DE,20,false,2026-01-01
      3,AT,,true,2026-01-02
      4,CH,7.25,true,2026-01-03
      5,DE,30,true,2026-01-03
      """;

  @Rule public final Workspace work = new Workspace();

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(work.path(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Cli.Result query(String sql, String... more) {
    work.write("orders.csv", ORDERS);
    List<String> command =
        new ArrayList<>(List.of("query", "--input=orders={w}/orders.csv", "--sql=" + sql));
    command.addAll(List.of(more));
    return work.run(command.toArray(String[]::new));
  }

  @Test
  public void theLinesOfATextInCapitals() {
    work.write("input.txt", "one\ntwo, three\n\n  four \"five\"\n");
    work.run(
            "query",
            "--input=lines={w}/input.txt",
            "--sql=SELECT UPPER(line) AS line FROM lines",
            "--output={w}/OUT")
        .expect(ExitStatus.DONE)
        .says("lines: 4 read = 4 accepted + 0 rejected", "4 rows of line");
    assertEquals(List.of("ONE", "TWO, THREE", "", "  FOUR \"FIVE\""), lines("OUT/result.txt"));
    assertEquals(List.of("result.txt", "summary.json"), work.list("OUT"));
  }

  @Test
  public void aNewColumnGroupedByItsMeansAndTheMaximumOfEach() {
    Random chance = new Random(1);
    StringBuilder table = new StringBuilder("column1,column2\n");
    Map<Long, long[]> groups = new TreeMap<>();
    for (int row = 0; row < 20_000; row++) {
      long one = chance.nextInt(100);
      long two = chance.nextInt(100);
      table.append(one).append(',').append(two).append('\n');
      long[] group = groups.computeIfAbsent(one + two, unused -> new long[3]);
      group[0] += one;
      group[1] += two;
      group[2]++;
    }
    work.write("data.csv", table.toString());
    work.run(
            "query",
            "--input=data={w}/data.csv",
            """
            --sql=SELECT new_column, AVG(column1) AS column1, AVG(column2) AS column2
                FROM (SELECT column1 + column2 AS new_column, column1, column2 FROM data) GROUP BY new_column""",
            "--then=SELECT MAX(new_column) AS new_column, MAX(column1) AS column1, MAX(column2) AS column2 FROM result",
            "--output={w}/OUT")
        .expect(ExitStatus.DONE)
        .says("data: 20,000 read = 20,000 accepted + 0 rejected", "1 row of");
    double one =
        groups.values().stream().mapToDouble(g -> (double) g[0] / g[2]).max().orElseThrow();
    double two =
        groups.values().stream().mapToDouble(g -> (double) g[1] / g[2]).max().orElseThrow();
    long key = groups.keySet().stream().mapToLong(Long::longValue).max().orElseThrow();
    List<String> lines = lines("OUT/result.csv");
    assertEquals("new_column,column1,column2", lines.get(0));
    String[] cells = lines.get(1).split(",", -1);
    assertEquals(key, Long.parseLong(cells[0]));
    assertEquals(one, Double.parseDouble(cells[1]), 0);
    assertEquals(two, Double.parseDouble(cells[2]), 0);
  }

  @Test
  public void aRowThatCannotBeReadIsRejectedWithItsPlace() {
    work.write("bad.csv", "id,amount\n1,5\n2,x\n3\n4,7.5\n");
    work.run(
            "query",
            "--input=bad={w}/bad.csv",
            "--types=amount=double",
            "--sql=SELECT SUM(amount) AS total FROM bad",
            "--output={w}/OUT")
        .expect(ExitStatus.DONE)
        .says("bad: 4 read = 2 accepted + 2 rejected");
    assertEquals(List.of("total", "12.5"), lines("OUT/result.csv"));
    assertEquals(
        List.of("3 invalid_double", "4 wrong_number_of_fields"),
        RejectedLine.in(work.path("OUT/rejected")).stream()
            .map(line -> line.line() + " " + line.reason())
            .sorted()
            .toList());
    QuerySummary summary = QuerySummary.read(work.path("OUT/summary.json").toString());
    assertEquals(Map.of("bad", 4L), summary.readByTable());
    assertEquals(
        Map.of("invalid_double", 1L, "wrong_number_of_fields", 1L), summary.rejectedByReason());
    assertEquals(Map.of("total", "double"), summary.columns());
  }

  @Test
  public void tooManyRejectedRowsAreAnExitStatus() {
    work.write("bad.csv", "id\nx\ny\n3\n");
    work.run(
            "query",
            "--input=bad={w}/bad.csv",
            "--types=id=integer",
            "--sql=SELECT COUNT(id) AS n FROM bad",
            "--output={w}/OUT")
        .expect(ExitStatus.TOO_MANY_REJECTED)
        .complains("2 of 3 rows of bad were rejected, more than --maxRejected=0.5 allows");
  }

  @Test
  public void theOrderOfTheResultIsThatOfTheFile() {
    query(
            "SELECT id, amount FROM orders ORDER BY amount DESC NULLS LAST",
            "--output={w}/sorted.csv")
        .expect(ExitStatus.DONE);
    assertEquals(
        List.of("id,amount", "5,30.0", "2,20.0", "1,10.5", "4,7.25", "3,"), lines("sorted.csv"));
    assertTrue(Files.exists(work.path("sorted-summary.json")));
  }

  @Test
  public void rowsThatAreChosenAndComputedKeepTheOrderOfTheirFiles() throws Exception {
    Random chance = new Random(2);
    List<String> words = new ArrayList<>();
    for (int file = 0; file < 3; file++) {
      StringBuilder text = new StringBuilder("n,word\n");
      for (int row = 0; row < 5_000; row++) {
        int number = chance.nextInt(1000);
        text.append(number).append(",w").append(number).append('\n');
        if (number % 3 > 0) {
          words.add("W" + number);
        }
      }
      work.write("many" + file + ".csv", text.toString());
    }
    String sql = "--sql=SELECT UPPER(word) AS line FROM many WHERE MOD(n, 3) > 0";
    work.run("query", "--input=many={w}/many*.csv", sql, "--output={w}/once")
        .expect(ExitStatus.DONE);
    assertEquals(words, lines("once/result.txt"));
    work.run(
            "query",
            "--input=many={w}/many*.csv",
            sql,
            "--then=SELECT line FROM result WHERE line <> 'W7'",
            "--output={w}/twice")
        .expect(ExitStatus.DONE);
    words.removeIf("W7"::equals);
    assertEquals(words, lines("twice/result.txt"));
    work.run("query", "--input=many={w}/many*.csv", sql, "--show=2")
        .expect(ExitStatus.DONE)
        .says("  line\n  %s\n  %s\n".formatted(words.get(0), words.get(1)));
    work.run(
            "query",
            "--input=many={w}/many*.csv",
            "--sql=SELECT word, n FROM many",
            "--plot=line:word,n",
            "--output={w}/drawn")
        .expect(ExitStatus.DONE);
    List<String> drawn = lines("drawn/result.csv");
    assertEquals("word,n", drawn.get(0));
    assertEquals(
        Files.readAllLines(work.path("many0.csv")).get(1),
        drawn.get(1).replaceFirst("(.*),(.*)", "$2,$1"));
    assertEquals(15_001, drawn.size());
  }

  @Test
  public void aRowThatFailsInTheMiddleOfAFileIsLeftOut() {
    work.write("d.csv", "n\n2\n0\n1\n");
    work.run(
            "query",
            "--input=d={w}/d.csv",
            "--sql=SELECT 10 / n AS q FROM d",
            "--output={w}/r.jsonl")
        .expect(ExitStatus.DONE)
        .says("2 rows of q");
    assertEquals(List.of("{\"q\":5}", "{\"q\":10}"), lines("r.jsonl"));
    assertEquals(
        List.of("division_by_zero"),
        RejectedLine.in(work.path("r-rejected")).stream().map(RejectedLine::reason).toList());
    QuerySummary summary = QuerySummary.read(work.path("r-summary.json").toString());
    assertEquals(2, summary.rows());
    assertEquals(1, summary.failed());
    assertEquals(3, summary.accepted());
  }

  @Test
  public void percentilesOfManyNumbersDependOnNoOrder() throws Exception {
    List<Integer> numbers = new ArrayList<>();
    for (int number = 1; number <= 6_000; number++) {
      numbers.add(number);
    }
    List<List<String>> results = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      Collections.shuffle(numbers, new Random(round));
      StringBuilder text = new StringBuilder("n\n");
      numbers.forEach(number -> text.append(number).append('\n'));
      work.write("numbers.csv", text.toString());
      work.run(
              "query",
              "--input=numbers={w}/numbers.csv",
              "--sql=SELECT PERCENTILE(n, 0.5) AS a, PERCENTILE(n, 0.99) AS b FROM numbers",
              "--output={w}/round" + round)
          .expect(ExitStatus.DONE);
      results.add(lines("round" + round + "/result.csv"));
    }
    assertEquals(results.get(0), results.get(1));
    String[] shares = results.get(0).get(1).split(",", -1);
    assertEquals(3_000, Double.parseDouble(shares[0]), 12);
    assertEquals(5_940, Double.parseDouble(shares[1]), 24);
  }

  @Test
  public void ofAStoreTheFilesAreReadThatItsBatchesName() throws Exception {
    for (int batch = 1; batch <= 2; batch++) {
      work.write("orders.csv", Workspace.HEADER + batch + ",2026-01-01T10:00:00Z,c1,5\n");
      work.collect().expect(ExitStatus.DONE);
    }
    Path event;
    try (Stream<Path> files = Files.walk(work.path("store/events"))) {
      event = files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    Files.copy(event, event.resolveSibling("left-behind.parquet"));
    work.run(
            "query",
            "--input=events={w}/store/events",
            "--sql=SELECT COUNT(*) AS n FROM events",
            "--output={w}/OUT")
        .expect(ExitStatus.DONE);
    assertEquals(List.of("n", "2"), lines("OUT/result.csv"));
  }

  @Test
  public void theExtensionChoosesTheFormat() throws Exception {
    String sql = "SELECT id, country, amount, paid, \"day\" FROM orders WHERE id < 4";
    query(sql, "--output={w}/a/r.jsonl").expect(ExitStatus.DONE);
    assertEquals(
        "{\"id\":1,\"country\":\"AT\",\"amount\":10.5,\"paid\":true,\"day\":\"2026-01-01\"}",
        lines("a/r.jsonl").get(0));
    query(sql, "--output={w}/b/r.parquet").expect(ExitStatus.DONE);
    work.run(
            "query",
            "--input=again={w}/b/r.parquet",
            "--sql=SELECT * FROM again",
            "--output={w}/c/r.jsonl")
        .expect(ExitStatus.DONE);
    assertEquals(lines("a/r.jsonl"), lines("c/r.jsonl"));
  }

  @Test
  public void rowsAreShownAndNothingIsLeft() {
    query(
            "SELECT country, COUNT(*) AS n FROM orders GROUP BY country ORDER BY n DESC, country",
            "--show=2")
        .expect(ExitStatus.DONE)
        .says("  country  n\n  AT       2\n  DE       2\n  … of 3 rows\n");
    assertFalse(work.list(".").contains("shown.jsonl"));
  }

  @Test
  public void thePlanIsShown() {
    query("SELECT COUNT(*) AS n FROM orders", "--explain").expect(ExitStatus.DONE);
  }

  @Test
  public void tablesOfManyFormsAreJoined() {
    work.write(
        "countries.jsonl",
        "{\"code\":\"AT\",\"name\":\"Austria\"}\n{\"code\":\"DE\",\"name\":\"Germany\"}\n");
    query(
            "SELECT c.name, SUM(o.amount) AS total FROM orders o JOIN countries c ON o.country = c.code GROUP BY c.name",
            "--input=countries={w}/countries.jsonl",
            "--output={w}/OUT")
        .expect(ExitStatus.DONE);
    assertEquals(List.of("name,total", "Austria,10.5", "Germany,50.0"), lines("OUT/result.csv"));
  }

  @Test
  public void aQueryFromAFileAndSeveralStatements() {
    work.write(
        "q.sql",
        "-- how many; by country\nSELECT country, COUNT(*) AS n FROM orders GROUP BY country;\nSELECT MAX(n) AS most FROM result;\n");
    query("@{w}/q.sql", "--output={w}/OUT").expect(ExitStatus.DONE);
    assertEquals(List.of("most", "2"), lines("OUT/result.csv"));
  }

  @Test
  public void aScoreAndWhatEachColumnAddsToIt() {
    work.write(
        "weights.json",
        "{\"weights\": {\"amount\": 0.5, \"paid\": 2}, \"intercept\": 1, \"missing\": {\"amount\": 4}}");
    query("SELECT id, amount, paid FROM orders", "--score={w}/weights.json", "--output={w}/OUT")
        .expect(ExitStatus.DONE);
    assertEquals(
        List.of(
            "id,amount,paid,score_amount,score_paid,score",
            "1,10.5,true,5.25,2.0,8.25",
            "2,20.0,false,10.0,0.0,11.0",
            "3,,true,2.0,2.0,5.0",
            "4,7.25,true,3.625,2.0,6.625",
            "5,30.0,true,15.0,2.0,18.0"),
        lines("OUT/result.csv"));
  }

  @Test
  public void aPictureOfTheResult() {
    query(
            "SELECT country, SUM(amount) AS total FROM orders GROUP BY country",
            "--plot=bar:country,total",
            "--output={w}/OUT")
        .expect(ExitStatus.DONE)
        .says("report.html shows it");
    String page = String.join("\n", lines("OUT/report.html"));
    assertTrue(page.contains("\"kind\":\"bars\""));
    assertTrue(page.contains("\"labels\":[\"AT\",\"CH\",\"DE\"]"));
    assertTrue(page.contains("\"values\":[10.5,7.25,50.0]"));
  }

  @Test
  public void compressedFilesAndPatternsAreRead() throws Exception {
    work.write("part1.csv", "x\n1\n2\n");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(work.path("part2.csv.gz")))) {
      out.write("x\n3\n".getBytes(StandardCharsets.UTF_8));
    }
    work.run(
            "query",
            "--input=parts={w}/part*",
            "--sql=SELECT SUM(x) AS total FROM parts",
            "--output={w}/OUT")
        .expect(ExitStatus.DONE);
    assertEquals(List.of("total", "6"), lines("OUT/result.csv"));
  }
}

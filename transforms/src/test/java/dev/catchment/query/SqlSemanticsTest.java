package dev.catchment.query;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.BeforeClass;
import org.junit.Test;

/** What {@code docs/query-sql.md} says of missing values, errors and shipped functions. */
public class SqlSemanticsTest {
  private static final RowType TYPE =
      RowType.empty()
          .with("n", DataType.INTEGER)
          .with("x", DataType.DOUBLE)
          .with("s", DataType.TEXT);

  private static Map<String, RowBlock> tables;

  @BeforeClass
  public static void fill() {
    RowBlock.Builder rows = RowBlock.builder(TYPE);
    Object[][] values = {
      {1L, 0.5, "12"},
      {0L, -0.0, "twelve"},
      {null, null, null},
      {Long.MAX_VALUE, 1e308, "2026-02-30"},
      {-7L, Double.NaN, "ä€😀"},
    };
    for (Object[] row : values) {
      for (int column = 0; column < row.length; column++) {
        rows.setValue(column, row[column]);
      }
      rows.endRow();
    }
    tables = Map.of("t", rows.build(), "nothing", RowBlock.builder(TYPE).build());
  }

  private static QueryRuns.Result run(String sql) {
    return QueryRuns.runPlainly(Query.of(sql, QueryRuns.tables(tables)), tables);
  }

  private static void assertRows(String sql, String... rows) {
    QueryRuns.Result result = run(sql);
    assertEquals(List.of(rows).stream().sorted().toList(), result.sorted());
    assertEquals(List.of(), result.errors());
  }

  private static void assertFails(String sql, int rows, String reason, int failed) {
    QueryRuns.Result result = run(sql);
    assertEquals(rows, result.rows().size());
    assertEquals(
        Collections.nCopies(failed, reason),
        result.errors().stream().map(RowError::reason).toList());
  }

  /** What rows are ordered by need not be told. */
  @Test
  public void anOrderByWhatIsNotSelectedIsKept() {
    String sql = "SELECT s FROM t WHERE x < 1e9 ORDER BY x DESC";
    assertTrue(Query.of(sql, QueryRuns.tables(tables)).isOrdered());
    assertEquals(List.of("12", "twelve"), run(sql).texts());
  }

  /** Whatever rules make of a query. */
  @Test
  public void aResultHasTheNamesOfTheQuery() {
    for (String sql :
        List.of(
            "SELECT n AS a, COUNT(*) AS b FROM t GROUP BY n",
            "SELECT n AS a, COUNT(*) AS b FROM t GROUP BY n ORDER BY n",
            "SELECT a, b FROM (SELECT n AS a, MAX(s) AS b FROM t GROUP BY n)",
            "SELECT DISTINCT n AS a, s AS b FROM t",
            "SELECT n AS a, s AS b FROM t ORDER BY x LIMIT 2",
            "SELECT n AS a, s AS b FROM t UNION ALL SELECT n, s FROM t")) {
      Query query = Query.of(sql, QueryRuns.tables(tables));
      assertEquals(sql, List.of("a", "b"), query.type().names());
      assertEquals(sql, sql.contains("ORDER BY"), query.isOrdered());
    }
  }

  @Test
  public void aRowThatFailsIsToldAndTheOthersGoOn() {
    QueryRuns.Result result = run("SELECT 10 / n AS q FROM t");
    assertEquals(List.of("-1", "0", "10", "null"), result.sorted());
    RowError error = result.errors().get(0);
    assertEquals("division_by_zero", error.reason());
    assertEquals("/(10, n)", error.expression());
    assertEquals("{\"n\":\"0\"}", error.row());
    assertFalse(error.message().contains("twelve"));
  }

  @Test
  public void realNumbersAreNotDividedByZeroEither() {
    assertFails("SELECT 1 / x AS q FROM t", 4, "division_by_zero", 1);
  }

  @Test
  public void wholeNumbersOverflowInsteadOfWrapping() {
    assertFails("SELECT n + 1 AS q FROM t", 4, "overflow", 1);
    assertFails("SELECT n * 2 AS q FROM t WHERE n > 1", 0, "overflow", 1);
    assertFails("SELECT SUM(n + 0) AS q FROM t WHERE n >= 1", 0, "overflow", 1);
  }

  @Test
  public void sumsThatComeBackIntoRangeAreExact() {
    assertRows("SELECT SUM(n) AS q FROM t", "9223372036854775801");
  }

  @Test
  public void textThatIsNoNumberFails() {
    assertFails("SELECT CAST(s AS BIGINT) AS q FROM t", 2, "invalid_cast", 3);
    assertFails("SELECT CAST(s AS DATE) AS q FROM t WHERE s LIKE '2026%'", 0, "invalid_cast", 1);
    assertRows("SELECT TRY_CAST(s AS BIGINT) AS q FROM t", "12", "null", "null", "null", "null");
  }

  @Test
  public void aConditionThatFailsDropsItsRow() {
    assertFails("SELECT n FROM t WHERE 10 / n > 1", 1, "division_by_zero", 1);
  }

  @Test
  public void theBranchThatIsNotTakenDoesNotFail() {
    assertRows(
        "SELECT CASE WHEN n = 0 THEN 0 ELSE 10 / n END AS q FROM t", "10", "0", "null", "0", "-1");
  }

  @Test
  public void zeroHasOneSignAndNanEqualsItselfAndIsGreatest() {
    assertRows("SELECT COUNT(*) AS q FROM t WHERE x = 0", "1");
    assertRows("SELECT MAX(x) AS q FROM t", "NaN");
    assertRows("SELECT COUNT(*) AS q FROM t a JOIN t b ON a.x = b.x", "4");
  }

  @Test
  public void anEmptyTableHasATotalButNoGroups() {
    assertRows("SELECT COUNT(*) AS a, SUM(n) AS b, MIN(s) AS c FROM nothing", "0|null|null");
    assertRows("SELECT s, COUNT(*) AS a FROM nothing GROUP BY s");
  }

  @Test
  public void missingValuesAreOneGroupAndEqualNothing() {
    assertRows("SELECT COUNT(*) AS q FROM (SELECT n FROM t GROUP BY n)", "5");
    assertRows("SELECT COUNT(*) AS q FROM t a JOIN t b ON a.n = b.n", "4");
  }

  @Test
  public void aSubqueryOfSeveralRowsIsNoValue() {
    QueryRuns.Result result = run("SELECT (SELECT n FROM t) AS q FROM nothing");
    assertEquals(List.of(), result.rows());
    assertEquals("more_than_one_row", result.errors().get(0).reason());
  }

  @Test
  public void charactersAreThoseOfUnicode() {
    assertRows(
        "SELECT CHAR_LENGTH(s) AS a, SUBSTRING(s FROM 3) AS b, UPPER(s) AS c FROM t WHERE n = -7",
        "3|😀|Ä€😀");
    assertRows("SELECT n FROM t WHERE s = 'ä€😀'", "-7");
  }

  @Test
  public void limitWithoutOrderTakesTheLeastRows() {
    assertRows("SELECT n FROM t LIMIT 2", "-7", "0");
  }

  @Test
  public void aNumberOfRowsMayBeLargerThanALong() {
    String huge = "99999999999999999999"; // Cut to 64 bits, it would be another number.
    assertRows("SELECT v FROM (VALUES (1), (2)) AS t(v) LIMIT " + huge, "1", "2");
    assertRows("SELECT v FROM (VALUES (1), (2)) AS t(v) OFFSET " + huge + " ROWS");
    assertRows(
        "SELECT SUM(v) OVER (ORDER BY v ROWS BETWEEN 9223372036854775807 PRECEDING AND"
            + " 9223372036854775807 FOLLOWING) AS s FROM (VALUES (1), (2)) AS t(v)",
        "3",
        "3");
  }

  @Test
  public void theEscapeOfLikeIsOneCharacter() {
    assertRows(
        "SELECT 'a_b' LIKE 'a!_b' ESCAPE '!' AS x, 'acb' LIKE 'a!_b' ESCAPE '!' AS y",
        "true|false");
    assertFails("SELECT n FROM t WHERE s LIKE 'a' ESCAPE 'bb'", 0, "invalid_argument", 4);
  }

  @Test
  public void shippedFunctions() {
    assertRows(
        "SELECT MASK('Ab-9') AS a, SHA256('abc') AS b, PARSE_URL('https://u@h.org:8/p?k=v%20w#r',"
            + " 'QUERY', 'k') AS c, PARSE_URL('https://u@h.org:8/p?k=v#r', 'HOST') AS d",
        "aa-9|ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad|v w|h.org");
    assertRows("SELECT ROUND(HAVERSINE(52.52, 13.405, 48.8566, 2.3522), 0) AS d", "877.0");
    assertRows(
        "SELECT SCORE(0.5, v, -2, w) AS a FROM (VALUES (3, 1), (4, NULL)) AS t(v, w)",
        "-0.5",
        "null");
    assertRows("SELECT HASH('a', 1) = HASH('a', 1) AS a, HASH('a') = HASH('b') AS b", "true|false");
  }

  @Test
  public void percentilesOfFewNumbersAreExactAndDistinctCountsNear() {
    assertRows(
        "SELECT PERCENTILE(v, 0.5) AS a, PERCENTILE(v, 0.99) AS b, APPROX_DISTINCT(v) AS c FROM"
            + " (VALUES (1), (2), (3), (4), (5), (5)) AS t(v)",
        "3.0|5.0|5");
  }

  @Test
  public void aRunnerGivesTheSame() {
    List<String> queries =
        List.of(
            "SELECT s, 10 / n AS q FROM t",
            "SELECT n, COUNT(*) AS c, SUM(x) AS y FROM t GROUP BY n",
            "SELECT COUNT(*) AS c FROM nothing",
            "SELECT a.n, b.s FROM t a LEFT JOIN t b ON a.n < b.n AND a.x < b.x",
            "SELECT a.n, b.s FROM t a FULL JOIN t b ON a.n = b.n AND b.n > 0",
            "SELECT n FROM t ORDER BY n DESC LIMIT 3",
            "SELECT n, ZSCORE(n) AS z, ROW_NUMBER() OVER (ORDER BY s) AS r FROM t",
            "SELECT n FROM t WHERE n > -1 INTERSECT SELECT n FROM t WHERE n < 5");
    List<QueryRuns.Result> results =
        QueryRuns.run(
            queries.stream().map(sql -> Query.of(sql, QueryRuns.tables(tables))).toList(), tables);
    for (int index = 0; index < queries.size(); index++) {
      QueryRuns.Result plain = run(queries.get(index));
      assertEquals(plain.sorted(), results.get(index).sorted());
      assertEquals(plain.errors(), results.get(index).errors());
    }
  }

  @Test
  public void anOrderedResultKeepsItsOrder() {
    assertEquals(
        List.of("9223372036854775807", "1", "0", "-7", "null"),
        run("SELECT n FROM t ORDER BY n DESC").texts());
    assertTrue(run("SELECT n FROM t ORDER BY n").errors().isEmpty());
  }
}

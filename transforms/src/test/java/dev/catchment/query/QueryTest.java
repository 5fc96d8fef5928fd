package dev.catchment.query;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.Test;

/** What is told of queries before they run. */
public class QueryTest {
  private static final RowType SALES =
      RowType.empty()
          .with("city", DataType.TEXT)
          .with("amount", DataType.DOUBLE)
          .with("day", DataType.DATE)
          .with("ts", DataType.TIMESTAMP)
          .with("at", DataType.TIMESTAMP);

  private static SortedMap<String, QueryTable> tables() {
    SortedMap<String, QueryTable> tables = new TreeMap<>();
    tables.put("sales", QueryTable.of(SALES));
    tables.put("clicks", QueryTable.unbounded(SALES, "ts"));
    return tables;
  }

  private static Query plan(String sql) {
    return Query.of(sql, tables());
  }

  private static String refusal(String sql) {
    return assertThrows(QueryException.class, () -> plan(sql)).getMessage();
  }

  @Test
  public void anUnknownColumnIsNamedWithItsPlaceAndTheNearestOne() {
    assertEquals(
        "Line 2, column 1 of the query: there is no column citi; did you mean city?\n  citi FROM sales\n"
            + "  ^",
        refusal("SELECT\nciti FROM sales"));
  }

  @Test
  public void anUnknownTableIsNamedWithTheNearestOne() {
    assertThat(
        refusal("SELECT city FROM sale"),
        containsString("column 18 of the query: there is no table sale; did you mean sales?"));
  }

  @Test
  public void anUnknownFunctionIsNamedWithTheNearestOne() {
    assertThat(
        refusal("SELECT UPER(city) FROM sales"),
        containsString("column 8 of the query: there is no function UPER; did you mean UPPER?"));
  }

  @Test
  public void aWrongNumberOfArgumentsIsRefused() {
    assertThat(refusal("SELECT HAVERSINE(1, 2) FROM sales"), containsString("column 8"));
  }

  @Test
  public void whatCalciteFailsOnIsRefused() {
    assertThat(refusal("SELECT LEAST() FROM sales"), containsString("Invalid number of arguments"));
    assertThat(
        refusal("SELECT COALESCE() FROM sales"),
        containsString("cannot be planned: Calcite, which plans it, fails with IndexOutOfBounds"));
    assertThat(
        refusal("SELECT " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + " FROM sales"),
        containsString("cannot be planned: it is nested too deep."));
  }

  @Test
  public void onlyWindowsTakeArgumentsByName() {
    assertThat(
        refusal("SELECT UPPER(x => city) FROM sales"),
        containsString(
            "column 14 of the query: only the windows TUMBLE, HOP, SESSION take arguments by name.\n"));
    assertThat(
        plan("SELECT window_start FROM TABLE(TUMBLE(DATA => TABLE sales, TIMECOL =>"
                + " DESCRIPTOR(ts), SIZE => INTERVAL '1' DAY))")
            .explain(),
        containsString("Window tumble"));
  }

  @Test
  public void aScoreTakesPairs() {
    for (String arguments : List.of("", "amount", "1, amount, 2")) {
      assertThat(
          refusal("SELECT SCORE(" + arguments + ") FROM sales"),
          containsString(
              "column 8 of the query: SCORE takes pairs of a weight and a number, such as"
                  + " SCORE(0.3, a, 0.7, b).\n"));
    }
  }

  @Test
  public void anErrorOfSyntaxHasItsPlace() {
    assertThat(refusal("SELECT city FORM sales WHERE"), containsString("Line 1, column"));
    assertThat(
        refusal("SELECT at FROM sales"),
        containsString("a name that is a word of SQL stands in double quotes"));
    assertThat(refusal("SELECT city FROM"), containsString("the query ends too early"));
    assertThat(refusal("DELETE FROM sales"), containsString("begins with SELECT"));
  }

  @Test
  public void theClockAndDiceAreNoFunctions() {
    assertThat(refusal("SELECT RAND() FROM sales"), containsString("no function RAND"));
  }

  @Test
  public void onlyTheColumnsThatAreUsedAreNeeded() {
    Query query = plan("SELECT CITY, SUM(amount) FROM Sales WHERE amount > 1 GROUP BY city");
    assertEquals(Set.of("sales"), query.tables());
    assertEquals(List.of("city", "amount"), query.needs("sales").names());
    assertEquals(List.of(), plan("SELECT COUNT(*) FROM sales").needs("sales").names());
  }

  @Test
  public void aQueryKnowsItsTypeAndOrder() {
    Query query = plan("SELECT city AS c, COUNT(*) AS n FROM sales GROUP BY city ORDER BY n;");
    assertEquals(
        RowType.empty().with("c", DataType.TEXT).with("n", DataType.INTEGER), query.type());
    assertTrue(query.isOrdered());
    assertFalse(plan("SELECT city FROM sales").isOrdered());
    assertTrue(plan("SELECT city FROM clicks").isUnbounded());
  }

  @Test
  public void thePlanIsAStepALine() {
    assertEquals(
        """
        Sort by [n descending], first 3
          Aggregate by [city]: [COUNT]
            Compute [city] where >(amount, 1.0E0)
              Scan sales [city, amount]
        """,
        plan("SELECT city, COUNT(*) AS n FROM sales WHERE amount > 1 GROUP BY city ORDER BY n DESC"
                + " LIMIT 3")
            .explain());
  }

  @Test
  public void whatNeedsAllRowsOfATopicIsRefused() {
    assertThat(
        refusal("SELECT city, COUNT(*) FROM clicks GROUP BY city"),
        containsString("group them by window first"));
    assertThat(refusal("SELECT DISTINCT city FROM clicks"), containsString("never end"));
    assertThat(refusal("SELECT city FROM clicks ORDER BY city"), containsString("ORDER BY needs"));
    assertThat(refusal("SELECT city FROM clicks LIMIT 3"), containsString("LIMIT needs"));
    assertThat(
        refusal("SELECT ROW_NUMBER() OVER (ORDER BY city) FROM clicks"),
        containsString("OVER needs"));
    assertThat(
        refusal("SELECT city FROM clicks UNION ALL SELECT city FROM sales"),
        containsString("never end"));
    assertThat(
        refusal("SELECT a.city FROM clicks a JOIN clicks b ON a.city = b.city"),
        containsString("window by window"));
    assertThat(
        refusal("SELECT s.city FROM sales s LEFT JOIN clicks c ON s.city = c.city"),
        containsString("joined to a table only by an inner join"));
  }

  @Test
  public void windowsAreByTheEventTimeOfATopic() {
    String sql =
        "SELECT window_start, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE %s, DESCRIPTOR(%s), INTERVAL '1'"
            + " HOUR)) GROUP BY window_start";
    assertTrue(plan(sql.formatted("clicks", "ts")).isUnbounded());
    assertThat(refusal(sql.formatted("sales", "day")), containsString("day"));
  }

  @Test
  public void everyFunctionHasAName() {
    List<String> functions = Query.functions();
    assertTrue(
        functions.containsAll(
            List.of(
                "HASH",
                "MASK",
                "SHA256",
                "PARSE_URL",
                "HAVERSINE",
                "SCORE",
                "PERCENTILE",
                "APPROX_DISTINCT",
                "ZSCORE",
                "UPPER",
                "COUNT",
                "TUMBLE")));
    assertEquals(functions.stream().sorted().toList(), functions);
  }
}

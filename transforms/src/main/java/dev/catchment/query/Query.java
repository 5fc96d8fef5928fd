package dev.catchment.query;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * A query in SQL that was parsed, checked against the tables it reads and planned; {@link RunQuery}
 * runs it. What SQL it knows is in {@code docs/query-sql.md}.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Query {
  private Query() {}

  /**
   * Plans a query.
   *
   * @param sql one statement, with or without a semicolon at its end
   * @param tables the tables by name; names of tables and columns are found in capitals or not
   * @throws QueryException for an error of syntax, an unknown name, or what cannot be done
   */
  public static Query of(String sql, SortedMap<String, QueryTable> tables) {
    throw new UnsupportedOperationException();
  }

  /** The columns of the result. */
  public RowType type() {
    throw new UnsupportedOperationException();
  }

  /** Whether the result has an order, from an ORDER BY at the top; see {@link RowBlock}. */
  public boolean isOrdered() {
    throw new UnsupportedOperationException();
  }

  /** Whether rows of the result come for ever. */
  public boolean isUnbounded() {
    throw new UnsupportedOperationException();
  }

  /** The names of the tables that the query reads, as they were given. */
  public Set<String> tables() {
    throw new UnsupportedOperationException();
  }

  /**
   * The columns of a table that the query needs, in the table's order: what the blocks of the table
   * must have, no more and no less. None for a query that counts rows only: then blocks have no
   * columns, but a number of rows.
   */
  public RowType needs(String table) {
    throw new UnsupportedOperationException();
  }

  /** The plan, a step a line, those that feed a step indented below it. */
  public String explain() {
    throw new UnsupportedOperationException();
  }

  /** The names of all functions, in capitals, sorted. */
  public static List<String> functions() {
    throw new UnsupportedOperationException();
  }
}

package dev.catchment.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.RelNode;

/**
 * A query in SQL that was parsed, checked against the tables it reads and planned; {@link RunQuery}
 * runs it. What SQL it knows is in {@code docs/query-sql.md}.
 */
public final class Query {
  private final Step last;
  private final Map<String, RowType> needs;

  private Query(Step last, Map<String, RowType> needs) {
    this.last = last;
    this.needs = needs;
  }

  /**
   * Plans a query.
   *
   * @param sql one statement, with or without a semicolon at its end
   * @param tables the tables by name; names of tables and columns are found in capitals or not
   * @throws QueryException for an error of syntax, an unknown name, or what cannot be done
   */
  public static Query of(String sql, SortedMap<String, QueryTable> tables) {
    RelNode plan = new SqlPlanner(sql, tables).plan();
    PlanBuilder builder = new PlanBuilder(plan.getCluster().getRexBuilder(), tables);
    Step last = builder.build(plan);
    Map<String, RowType> needs = new TreeMap<>();
    builder
        .needs()
        .forEach(
            (name, columns) ->
                needs.put(
                    name,
                    new RowType(
                        tables.get(name).type().columns().stream()
                            .filter(column -> columns.contains(column.name()))
                            .toList())));
    return new Query(last, needs);
  }

  /** The columns of the result. */
  public RowType type() {
    return last.type();
  }

  /**
   * Whether the result has an order: from an ORDER BY at the top, or that of a table whose rows are
   * chosen and computed one by one; see {@link RowBlock}.
   */
  public boolean isOrdered() {
    Step step = last;
    while (step instanceof ComputeRows) {
      step = step.inputs().get(0);
    }
    return step instanceof SortRows || (step instanceof ScanTable scan && scan.isOrdered());
  }

  /**
   * The first steps over a table, which whoever reads it can do at once; none where it is read
   * twice or has no end.
   */
  public Optional<FirstSteps> firstSteps(String table) {
    List<Deque<Step>> paths = paths(last, table);
    return paths.size() == 1 && !paths.get(0).getLast().flow().unbounded()
        ? Optional.of(FirstSteps.of(paths.get(0)))
        : Optional.empty();
  }

  /** Whether first steps are all there is to do, so that what they put out is the result. */
  public boolean isDoneBy(FirstSteps steps) {
    return steps.last() == last && !steps.isAggregation();
  }

  /** The steps from a step down to each that reads a table. */
  private static List<Deque<Step>> paths(Step step, String table) {
    if (step instanceof ScanTable scan && scan.table().equals(table)) {
      return List.of(new ArrayDeque<>(List.of(step)));
    }
    List<Deque<Step>> paths = new ArrayList<>();
    for (Step input : step.inputs()) {
      for (Deque<Step> path : paths(input, table)) {
        path.addFirst(step);
        paths.add(path);
      }
    }
    return paths;
  }

  /** Whether rows of the result come for ever. */
  public boolean isUnbounded() {
    return last.flow().unbounded();
  }

  /** The names of the tables that the query reads, as they were given. */
  public Set<String> tables() {
    return Collections.unmodifiableSet(needs.keySet());
  }

  /**
   * The columns of a table that the query needs, in the table's order: what the blocks of the table
   * must have, by name; others are passed over. None for a query that counts rows only: then blocks
   * need no columns, but a number of rows.
   */
  public RowType needs(String table) {
    return needs.get(table);
  }

  /** The plan, a step a line, those that feed a step indented below it. */
  public String explain() {
    StringBuilder lines = new StringBuilder();
    explain(last, "", lines);
    return lines.toString();
  }

  private static void explain(Step step, String indent, StringBuilder lines) {
    lines.append(indent).append(step.describe()).append('\n');
    step.inputs().forEach(input -> explain(input, indent + "  ", lines));
  }

  /** The names of all functions, in capitals, sorted. */
  public static List<String> functions() {
    return Functions.names();
  }

  Step last() {
    return last;
  }
}

package dev.catchment.query;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.RelNode;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.core.SetOp;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.core.Window;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalProject;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalSort;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalTableFunctionScan;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalValues;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalWindow;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.type.RelDataType;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexBuilder;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexCall;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexInputRef;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexLiteral;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexNode;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexShuttle;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexVisitorImpl;

/** Makes of a relational plan the steps that run it. */
final class PlanBuilder {
  /** More than any table has, and twice as many is a long as well. */
  private static final BigDecimal MOST_ROWS = BigDecimal.valueOf(Long.MAX_VALUE / 2);

  private final RexBuilder rex;
  private final Map<String, Set<String>> needs = new TreeMap<>();
  private final SortedMap<String, QueryTable> tables;

  PlanBuilder(RexBuilder rex, SortedMap<String, QueryTable> tables) {
    this.rex = rex;
    this.tables = tables;
  }

  /** The columns that are needed of each table that is read. */
  Map<String, Set<String>> needs() {
    return needs;
  }

  Step build(RelNode node) {
    if (node instanceof LogicalProject project) {
      return project(project);
    }
    if (node instanceof LogicalFilter filter) {
      return compute(filter, filter.getInput(), null, null);
    }
    if (node instanceof LogicalAggregate aggregate) {
      return aggregate(aggregate);
    }
    if (node instanceof LogicalJoin join) {
      return JoinPlanner.plan(join, build(join.getLeft()), build(join.getRight()), rex);
    }
    if (node instanceof LogicalSort sort) {
      return sort(sort);
    }
    if (node instanceof LogicalValues values) {
      return values(values);
    }
    if (node instanceof LogicalTableScan scan) {
      return scan(scan, null);
    }
    if (node instanceof SetOp set) {
      return SetPlanner.plan(set, this::build, rex);
    }
    if (node instanceof LogicalTableFunctionScan function) {
      return WindowPlanner.plan(function, build(function.getInput(0)));
    }
    if (node instanceof LogicalWindow window) {
      return over(window);
    }
    if (node instanceof LogicalCorrelate) {
      throw new QueryException(
          "A subquery depends on the row of the query around it in a way that cannot be planned; "
              + "write it as a join.");
    }
    throw new QueryException(
        "A query cannot have " + node.getRelTypeName().replace("Logical", "") + ".");
  }

  private Step scan(LogicalTableScan scan, Set<Integer> used) {
    SqlPlanner.NamedTable named = scan.getTable().unwrap(SqlPlanner.NamedTable.class);
    String name = named.name();
    QueryTable table = tables.get(name);
    RowType all = table.type();
    RowType type = RowType.empty();
    Set<String> wanted = needs.computeIfAbsent(name, unused -> new TreeSet<>());
    for (int column = 0; column < all.size(); column++) {
      if (used == null || used.contains(column)) {
        type = type.with(all.name(column), all.type(column));
        wanted.add(all.name(column));
      }
    }
    if (!table.unbounded()) {
      return new ScanTable(name, table.ordered(), type, Flow.BOUNDED);
    }
    int time = table.eventTime().map(type::find).orElse(-1);
    return new ScanTable(name, false, type, new Flow(true, null, Set.of(), time));
  }

  private static RowType names(RelNode node) {
    return SqlTypes.rowType(node.getRowType());
  }

  private Step project(LogicalProject project) {
    RexCall window = WindowPlanner.groupWindow(project);
    if (window != null) {
      return WindowPlanner.group(project, window, build(project.getInput()), rex);
    }
    return compute(project, project.getInput(), project.getProjects(), names(project));
  }

  /** A filter, a projection, or one upon the other, as one step. */
  private Step compute(RelNode node, RelNode below, List<RexNode> projects, RowType type) {
    RexNode condition = null;
    RelNode source = below;
    if (node instanceof LogicalFilter filter) {
      condition = filter.getCondition();
    } else if (below instanceof LogicalFilter filter) {
      condition = filter.getCondition();
      source = filter.getInput();
    }
    List<RexNode> all = projects == null ? rex.identityProjects(source.getRowType()) : projects;
    if (source instanceof LogicalTableScan scan) {
      return computeOfTable(node, scan, condition, all, type);
    }
    return ComputeRows.of(build(source), condition, all, type == null ? names(node) : type, rex);
  }

  /** Reads those columns only that are used. */
  private Step computeOfTable(
      RelNode node, LogicalTableScan scan, RexNode condition, List<RexNode> all, RowType type) {
    Set<Integer> used = new TreeSet<>();
    RexVisitorImpl<Void> finder =
        new RexVisitorImpl<>(true) {
          @Override
          public Void visitInputRef(RexInputRef reference) {
            used.add(reference.getIndex());
            return null;
          }
        };
    all.forEach(each -> each.accept(finder));
    if (condition != null) {
      condition.accept(finder);
    }
    Step input = scan(scan, used);
    List<Integer> kept = List.copyOf(used);
    RexShuttle moved =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef reference) {
            return new RexInputRef(kept.indexOf(reference.getIndex()), reference.getType());
          }
        };
    return ComputeRows.of(
        input,
        condition == null ? null : condition.accept(moved),
        all.stream().map(each -> each.accept(moved)).toList(),
        type == null ? names(node) : type,
        rex);
  }

  private Step aggregate(LogicalAggregate aggregate) {
    boolean counts =
        aggregate.getGroupSet().isEmpty()
            && aggregate.getAggCallList().stream()
                .allMatch(call -> call.getArgList().isEmpty() && !call.hasFilter());
    Step input =
        counts && aggregate.getInput() instanceof LogicalTableScan scan
            ? scan(scan, Set.of())
            : build(aggregate.getInput());
    return AggregatePlanner.plan(aggregate, input);
  }

  private Step sort(LogicalSort sort) {
    Step input = build(sort.getInput());
    input
        .flow()
        .refuseEndless(sort.getCollation().getFieldCollations().isEmpty() ? "LIMIT" : "ORDER BY");
    List<RowOrder.By> by = RowOrder.by(sort.getCollation());
    long offset = number(sort.offset, 0);
    long fetch = number(sort.fetch, -1);
    String text =
        (by.isEmpty()
                ? "Take"
                : "Sort by "
                    + by.stream()
                        .map(
                            each ->
                                input.type().name(each.column())
                                    + (each.descending() ? " descending" : ""))
                        .toList())
            + (fetch < 0 ? "" : ", first " + fetch)
            + (offset == 0 ? "" : " after " + offset);
    return new SortRows(text, RowOrder.of(by, input.type().size()), offset, fetch, input);
  }

  private static long number(RexNode node, long none) {
    if (node == null) {
      return none;
    }
    if (node instanceof RexLiteral literal) {
      return literal.getValueAs(BigDecimal.class).min(MOST_ROWS).longValue();
    }
    throw new QueryException("LIMIT and OFFSET take a number only.");
  }

  private Step values(LogicalValues values) {
    RowType type = names(values);
    RowBlock.Builder builder = RowBlock.builder(type);
    RowCursor cursor = new RowCursor();
    for (List<RexLiteral> row : values.getTuples()) {
      for (int column = 0; column < type.size(); column++) {
        RexLiteral literal = row.get(column);
        Expression value = ExpressionCompiler.literal(literal);
        RelDataType wanted = values.getRowType().getFieldList().get(column).getType();
        if (value.type() != type.type(column)) {
          value = Casts.of(value, literal.getType(), wanted);
        }
        builder.setValue(column, value.valueAt(cursor));
      }
      builder.endRow();
    }
    return new ConstantRows(builder.build());
  }

  private Step over(LogicalWindow window) {
    Step step = build(window.getInput());
    step.flow().refuseEndless("OVER");
    int width = step.type().size();
    RowType type = names(window);
    int next = width;
    for (Window.Group group : window.groups) {
      RowType wider = step.type();
      for (int index = 0; index < group.aggCalls.size(); index++) {
        wider = wider.with(type.name(next + index), type.type(next + index));
      }
      next += group.aggCalls.size();
      step = OverRows.of(window, group, step, wider);
    }
    return step;
  }
}

package dev.catchment.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.RelNode;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.core.SetOp;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalIntersect;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.type.RelDataType;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexBuilder;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexInputRef;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexNode;

/**
 * Makes of UNION, INTERSECT and EXCEPT the steps that run them: the rows of all sides, grouped and
 * counted where it matters how often a side has them.
 */
final class SetPlanner {
  private SetPlanner() {}

  static Step plan(SetOp set, Function<RelNode, Step> build, RexBuilder rex) {
    RowType type = SqlTypes.rowType(set.getRowType());
    List<Step> inputs = new ArrayList<>();
    for (RelNode input : set.getInputs()) {
      Step step = build.apply(input);
      step.flow().refuseEndless(set.kind.toString());
      inputs.add(conform(step, input, set.getRowType(), type, rex));
    }
    if (set instanceof LogicalUnion) {
      Step union = new UnionRows(type, inputs.toArray(Step[]::new));
      return set.all ? union : countSides(union, type, 0);
    }
    List<Step> marked = new ArrayList<>();
    RowType wide = type;
    for (int side = 0; side < inputs.size(); side++) {
      wide = wide.with("$side" + side, DataType.BOOLEAN);
    }
    for (int side = 0; side < inputs.size(); side++) {
      List<Expression> expressions = new ArrayList<>();
      for (int column = 0; column < type.size(); column++) {
        expressions.add(Expression.column(column, type.type(column)));
      }
      for (int other = 0; other < inputs.size(); other++) {
        expressions.add(Expression.constant(DataType.BOOLEAN, other == side ? 1L : 0L));
      }
      Computation computation =
          new Computation(
              null, "", expressions, expressions.stream().map(unused -> "").toList(), wide);
      marked.add(new ComputeRows("Mark side " + side, computation, Flow.BOUNDED, inputs.get(side)));
    }
    Step union = new UnionRows(wide, marked.toArray(Step[]::new));
    return new RepeatRows(
        type, set instanceof LogicalIntersect, set.all, countSides(union, type, inputs.size()));
  }

  /** One of each row, and how often each side has it. */
  private static Step countSides(Step rows, RowType type, int sides) {
    List<AggregateFunction> counts = new ArrayList<>();
    RowType counted = type;
    for (int side = 0; side < sides; side++) {
      counts.add(
          new AggregateFunction(
              AggregateFunction.Kind.COUNT,
              -1,
              -1,
              type.size() + side,
              DataType.INTEGER,
              DataType.INTEGER,
              8,
              List.of()));
      counted = counted.with("$count" + side, DataType.INTEGER);
    }
    Set<Integer> all = new TreeSet<>();
    for (int column = 0; column < type.size(); column++) {
      all.add(column);
    }
    AggregateRows.Plan plan =
        new AggregateRows.Plan(
            KeyColumns.of(rows.type(), IntStream.range(0, type.size()).toArray()),
            List.of(all),
            counts,
            counted);
    return new AggregateRows("Distinct rows", plan, Flow.BOUNDED, rows);
  }

  /** The same rows with the types of a set operation. */
  private static Step conform(
      Step step, RelNode node, RelDataType wanted, RowType type, RexBuilder rex) {
    List<RexNode> projects = new ArrayList<>();
    boolean same = true;
    for (int column = 0; column < type.size(); column++) {
      RexNode reference = RexInputRef.of(column, node.getRowType());
      boolean fits = step.type().type(column) == type.type(column);
      same &= fits;
      projects.add(
          fits ? reference : rex.makeCast(wanted.getFieldList().get(column).getType(), reference));
    }
    if (same && step.type().equals(type)) {
      return step;
    }
    return ComputeRows.of(step, null, projects, type, rex);
  }
}

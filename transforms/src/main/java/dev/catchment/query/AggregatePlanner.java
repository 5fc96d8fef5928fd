package dev.catchment.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.core.AggregateCall;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexNode;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlKind;

/** Makes of an aggregation the step that runs it. */
final class AggregatePlanner {
  private AggregatePlanner() {}

  static Step plan(LogicalAggregate aggregate, Step input) {
    List<Integer> keys = aggregate.getGroupSet().asList();
    if (keys.stream().noneMatch(input.flow().times()::contains)) {
      input.flow().refuseEndless("GROUP BY or DISTINCT without a window");
    }
    List<AggregateFunction> functions =
        aggregate.getAggCallList().stream()
            .map(call -> function(call, input.type(), keys))
            .toList();
    List<Set<Integer>> sets =
        aggregate.getGroupSets().stream()
            .map(
                set ->
                    set.asList().stream()
                        .map(keys::indexOf)
                        .collect(Collectors.toCollection(TreeSet::new)))
            .<Set<Integer>>map(set -> set)
            .toList();
    RowType type = SqlTypes.rowType(aggregate.getRowType());
    AggregateRows.Plan plan =
        new AggregateRows.Plan(KeyColumns.of(input.type(), keys), sets, functions, type);
    String text =
        "Aggregate by "
            + keys.stream().map(input.type()::name).toList()
            + (sets.size() > 1 ? " in " + sets.size() + " sets" : "")
            + ": "
            + aggregate.getAggCallList().stream()
                .map(call -> call.getAggregation().getName())
                .toList();
    int[] slots = new int[type.size()];
    Arrays.fill(slots, -1);
    for (int index = 0; index < keys.size(); index++) {
      slots[index] = keys.get(index);
    }
    Flow flow = input.flow().through(slots);
    return new AggregateRows(
        text,
        plan,
        flow.unbounded() ? new Flow(true, flow.windows(), flow.times(), -1) : flow,
        input);
  }

  /** The aggregate function that is called, with the columns it is of. */
  static AggregateFunction function(AggregateCall call, RowType input, List<Integer> keys) {
    if (call.isDistinct()
        && call.getAggregation().getKind() != SqlKind.MIN
        && call.getAggregation().getKind() != SqlKind.MAX) {
      throw new QueryException(
          call.getAggregation().getName()
              + "(DISTINCT …) cannot be computed beside a FILTER or over a window; take DISTINCT in "
              + "a subquery.");
    }
    List<Integer> arguments = call.getArgList();
    int argument = arguments.isEmpty() ? -1 : arguments.get(0);
    DataType from = argument < 0 ? DataType.INTEGER : input.type(argument);
    AggregateFunction.Kind kind = kind(call);
    if (kind == AggregateFunction.Kind.COUNT && arguments.size() > 1) {
      throw new QueryException("COUNT of several columns cannot be computed; count one of them.");
    }
    List<Integer> columns =
        kind == AggregateFunction.Kind.GROUPING
            ? arguments.stream().map(keys::indexOf).toList()
            : List.of();
    return new AggregateFunction(
        kind,
        argument,
        arguments.size() > 1 ? arguments.get(1) : -1,
        call.filterArg,
        from,
        SqlTypes.dataType(call.getType()),
        Casts.bytes(call.getType()),
        columns);
  }

  private static AggregateFunction.Kind kind(AggregateCall call) {
    if (!call.rexList.stream().allMatch(RexNode::isAlwaysTrue)) {
      throw new IllegalStateException("a literal that is not TRUE: " + call);
    }
    return switch (call.getAggregation().getName().toUpperCase(Locale.ROOT)) {
      case "COUNT" -> AggregateFunction.Kind.COUNT;
      case "SUM" -> AggregateFunction.Kind.SUM;
      case "$SUM0" -> AggregateFunction.Kind.SUM0;
      case "AVG" -> AggregateFunction.Kind.AVG;
      case "MIN", "ANY_VALUE", "EVERY", "BOOL_AND" -> AggregateFunction.Kind.MIN;
      case "MAX", "SOME", "BOOL_OR" -> AggregateFunction.Kind.MAX;
      case "SINGLE_VALUE" -> AggregateFunction.Kind.SINGLE;
      case "STDDEV_POP" -> AggregateFunction.Kind.STDDEV_POP;
      case "STDDEV", "STDDEV_SAMP" -> AggregateFunction.Kind.STDDEV_SAMP;
      case "VAR_POP" -> AggregateFunction.Kind.VAR_POP;
      case "VARIANCE", "VAR_SAMP" -> AggregateFunction.Kind.VAR_SAMP;
      case "APPROX_COUNT_DISTINCT", "APPROX_DISTINCT" -> AggregateFunction.Kind.DISTINCT;
      case "PERCENTILE" -> AggregateFunction.Kind.PERCENTILE;
      case "GROUPING", "GROUPING_ID" -> AggregateFunction.Kind.GROUPING;
      case "LITERAL_AGG" -> AggregateFunction.Kind.TRUE;
      default ->
          throw new QueryException(
              "A query cannot have the aggregate function "
                  + call.getAggregation().getName()
                  + ".");
    };
  }
}

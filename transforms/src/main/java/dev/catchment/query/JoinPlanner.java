package dev.catchment.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.plan.RelOptUtil;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.core.JoinRelType;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexBuilder;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexInputRef;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexNode;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexUtil;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Makes of a join the step that runs it: which side is held, and whether by every worker. */
final class JoinPlanner {
  private JoinPlanner() {}

  static Step plan(LogicalJoin join, Step left, Step right, RexBuilder rex) {
    List<Integer> leftKeys = new ArrayList<>();
    List<Integer> rightKeys = new ArrayList<>();
    List<Boolean> filterNulls = new ArrayList<>();
    List<RexNode> rest = new ArrayList<>();
    RelOptUtil.splitJoinCondition(
        join.getLeft(),
        join.getRight(),
        join.getCondition(),
        leftKeys,
        rightKeys,
        filterNulls,
        rest);
    int width = left.type().size();
    // Keys are compared by their bytes, so of one type.
    for (int index = leftKeys.size() - 1; index >= 0; index--) {
      if (left.type().type(leftKeys.get(index)) != right.type().type(rightKeys.get(index))) {
        int l = leftKeys.remove(index);
        int r = rightKeys.remove(index);
        rest.add(
            rex.makeCall(
                filterNulls.remove(index)
                    ? SqlStdOperatorTable.EQUALS
                    : SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
                RexInputRef.of(l, join.getLeft().getRowType()),
                new RexInputRef(
                    width + r, join.getRight().getRowType().getFieldList().get(r).getType())));
      }
    }
    RexNode condition = RexUtil.composeConjunction(rex, rest, true);
    RowType pairs = left.type().withAll(right.type());
    RowType type =
        join.getJoinType().projectsRight() ? SqlTypes.rowType(join.getRowType()) : left.type();
    Joiner.Kind kind = kind(join.getJoinType());
    boolean keepsRight = kind == Joiner.Kind.RIGHT || kind == Joiner.Kind.FULL;
    boolean keyless = leftKeys.isEmpty();
    boolean swap =
        kind == Joiner.Kind.INNER
            && ((right.flow().unbounded() && !left.flow().unbounded())
                || (keyless && left.isSmall() && !right.isSmall()));
    List<Boolean> nullSafe = filterNulls.stream().map(filters -> !filters).toList();
    KeyColumns leftColumns = KeyColumns.of(left.type(), leftKeys);
    KeyColumns rightColumns = KeyColumns.of(right.type(), rightKeys);
    ExpressionCompiler compiler = new ExpressionCompiler(rex, pairs);
    String where = condition == null ? "" : compiler.text(condition);
    Joiner.Plan plan =
        new Joiner.Plan(
            kind,
            swap ? right.type() : left.type(),
            swap ? left.type() : right.type(),
            swap ? rightColumns : leftColumns,
            swap ? leftColumns : rightColumns,
            nullSafe,
            condition == null ? null : compiler.compile(condition),
            where,
            join.getJoinType().projectsRight() ? type : pairs,
            type,
            swap);
    Step passing = swap ? right : left;
    Step held = swap ? left : right;
    boolean broadcast =
        !keepsRight
            && (keyless
                || held.isSmall()
                || (passing.flow().unbounded() && !held.flow().unbounded()));
    Flow flow = Flow.BOUNDED;
    if (left.flow().unbounded() || right.flow().unbounded()) {
      flow = flow(left, right, leftKeys, rightKeys, width, broadcast);
    }
    String text =
        "Join "
            + kind.name().toLowerCase(Locale.ROOT)
            + (keyless
                ? ""
                : " by "
                    + leftKeys.stream().map(left.type()::name).toList()
                    + " = "
                    + rightKeys.stream().map(right.type()::name).toList())
            + (condition == null ? "" : " where " + where);
    return new JoinRows(text, plan, broadcast, flow, passing, held);
  }

  private static Joiner.Kind kind(JoinRelType type) {
    return switch (type) {
      case INNER -> Joiner.Kind.INNER;
      case LEFT -> Joiner.Kind.LEFT;
      case RIGHT -> Joiner.Kind.RIGHT;
      case FULL -> Joiner.Kind.FULL;
      case SEMI -> Joiner.Kind.SEMI;
      case ANTI -> Joiner.Kind.ANTI;
      default -> throw new IllegalStateException("a join that is no LogicalJoin: " + type);
    };
  }

  /** How the rows of a join come where one side has no end, or both. */
  private static Flow flow(
      Step left,
      Step right,
      List<Integer> leftKeys,
      List<Integer> rightKeys,
      int width,
      boolean broadcast) {
    Flow l = left.flow();
    Flow r = right.flow();
    if (l.unbounded() && r.unbounded()) {
      boolean windows = false;
      for (int index = 0; index < leftKeys.size(); index++) {
        windows |=
            l.times().contains(leftKeys.get(index)) && r.times().contains(rightKeys.get(index));
      }
      if (!windows || !Objects.equals(l.windows(), r.windows())) {
        throw new QueryException(
            "Two topics can be joined only window by window: put both into the same windows, and "
                + "join by window_start and window_end too.");
      }
      Set<Integer> times = new TreeSet<>(l.times());
      r.times().forEach(time -> times.add(width + time));
      return new Flow(true, l.windows(), times, -1);
    }
    if (!broadcast) {
      throw new QueryException(
          "A topic can be joined to a table only by an inner join, or by an outer one that keeps "
              + "the rows of the topic alone.");
    }
    if (l.unbounded()) {
      return l;
    }
    Set<Integer> times = new TreeSet<>();
    r.times().forEach(time -> times.add(width + time));
    return new Flow(true, r.windows(), times, r.eventTime() < 0 ? -1 : width + r.eventTime());
  }
}

package dev.catchment.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.plan.RelOptUtil;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.RelCollation;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.RelFieldCollation;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.RelNode;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.core.AggregateCall;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.core.SetOp;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.core.Window;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalIntersect;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalProject;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalSort;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalTableFunctionScan;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalValues;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalWindow;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.type.RelDataType;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexBuilder;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexCall;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexInputRef;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexLiteral;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexNode;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexShuttle;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexUtil;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexVisitorImpl;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlKind;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeName;

/** Makes of a relational plan the steps that run it. */
final class PlanBuilder {
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
      return join(join);
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
      return set(set);
    }
    if (node instanceof LogicalTableFunctionScan function) {
      return windows(function);
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
    for (RexNode node : project.getProjects()) {
      RexCall window = windowCall(node);
      if (window != null) {
        return groupWindow(project, window);
      }
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
    return compute(build(source), condition, all, type == null ? names(node) : type);
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
    return compute(
        input,
        condition == null ? null : condition.accept(moved),
        all.stream().map(each -> each.accept(moved)).toList(),
        type == null ? names(node) : type);
  }

  private Step compute(Step input, RexNode condition, List<RexNode> projects, RowType type) {
    ExpressionCompiler compiler = new ExpressionCompiler(rex, input.type());
    List<Expression> expressions = projects.stream().map(compiler::compile).toList();
    List<String> texts = projects.stream().map(each -> text(each, input.type())).toList();
    int[] slots = expressions.stream().mapToInt(Expression::slot).toArray();
    String where = condition == null ? "" : text(condition, input.type());
    boolean identity = condition != null && isIdentity(slots, input.type().size());
    String label =
        (identity ? "" : "Compute " + texts)
            + (condition == null ? "" : (identity ? "Keep where " : " where ") + where);
    Computation computation =
        new Computation(
            condition == null ? null : compiler.compile(condition),
            where,
            expressions,
            texts,
            type);
    return new ComputeRows(label, computation, input.flow().through(slots), input);
  }

  private static boolean isIdentity(int[] slots, int width) {
    return Arrays.equals(slots, IntStream.range(0, width).toArray());
  }

  /** An expression with the names of its columns. */
  private static String text(RexNode node, RowType type) {
    return Pattern.compile("\\$(\\d+)")
        .matcher(node.toString().replace("_UTF-8'", "'"))
        .replaceAll(
            match -> {
              int column = Integer.parseInt(match.group(1));
              return Matcher.quoteReplacement(
                  column < type.size() ? type.name(column) : match.group());
            });
  }

  private static void refuseEndless(Step input, String what) {
    if (input.flow().unbounded()) {
      throw new QueryException(
          what
              + " needs all rows, but those of a topic never end; group them by window first: "
              + "SELECT … FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(time), INTERVAL '1' HOUR)) GROUP "
              + "BY window_start, window_end.");
    }
  }

  private Step aggregate(LogicalAggregate aggregate) {
    List<Integer> keys = aggregate.getGroupSet().asList();
    boolean counts =
        keys.isEmpty()
            && aggregate.getAggCallList().stream()
                .allMatch(call -> call.getArgList().isEmpty() && !call.hasFilter());
    Step input =
        counts && aggregate.getInput() instanceof LogicalTableScan scan
            ? scan(scan, Set.of())
            : build(aggregate.getInput());
    if (input.flow().unbounded() && keys.stream().noneMatch(input.flow().times()::contains)) {
      refuseEndless(input, "GROUP BY or DISTINCT without a window");
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
    RowType type = names(aggregate);
    AggregateRows.Plan plan =
        new AggregateRows.Plan(
            KeyColumns.of(input.type(), keys.stream().mapToInt(Integer::intValue).toArray()),
            sets,
            functions,
            type);
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

  private Step join(LogicalJoin join) {
    Step left = build(join.getLeft());
    Step right = build(join.getRight());
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
    RowType pairs = both(left.type(), right.type());
    RowType type = join.getJoinType().projectsRight() ? names(join) : left.type();
    Joiner.Kind kind =
        switch (join.getJoinType()) {
          case INNER -> Joiner.Kind.INNER;
          case LEFT -> Joiner.Kind.LEFT;
          case RIGHT -> Joiner.Kind.RIGHT;
          case FULL -> Joiner.Kind.FULL;
          case SEMI -> Joiner.Kind.SEMI;
          case ANTI -> Joiner.Kind.ANTI;
          default -> throw new QueryException("A query cannot have a join ASOF.");
        };
    boolean keepsRight = kind == Joiner.Kind.RIGHT || kind == Joiner.Kind.FULL;
    boolean keyless = leftKeys.isEmpty();
    boolean swap =
        kind == Joiner.Kind.INNER
            && ((right.flow().unbounded() && !left.flow().unbounded())
                || (keyless && left.isSmall() && !right.isSmall()));
    List<Boolean> nullSafe = filterNulls.stream().map(filters -> !filters).toList();
    KeyColumns leftColumns = keys(left.type(), leftKeys);
    KeyColumns rightColumns = keys(right.type(), rightKeys);
    Joiner.Plan plan =
        new Joiner.Plan(
            kind,
            swap ? right.type() : left.type(),
            swap ? left.type() : right.type(),
            swap ? rightColumns : leftColumns,
            swap ? leftColumns : rightColumns,
            nullSafe,
            condition == null ? null : new ExpressionCompiler(rex, pairs).compile(condition),
            condition == null ? "" : text(condition, pairs),
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
      flow = joinFlow(left, right, leftKeys, rightKeys, width, broadcast);
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
            + (condition == null ? "" : " where " + text(condition, pairs));
    return new JoinRows(text, plan, broadcast, flow, passing, held);
  }

  private static Flow joinFlow(
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

  private static KeyColumns keys(RowType type, List<Integer> columns) {
    return KeyColumns.of(type, columns.stream().mapToInt(Integer::intValue).toArray());
  }

  private static RowType both(RowType left, RowType right) {
    List<RowType.Column> columns = new ArrayList<>(left.columns());
    Set<String> names = new TreeSet<>(left.names());
    for (RowType.Column column : right.columns()) {
      String name = column.name();
      for (int more = 0; !names.add(name); more++) {
        name = column.name() + more;
      }
      columns.add(new RowType.Column(name, column.type()));
    }
    return new RowType(columns);
  }

  private Step sort(LogicalSort sort) {
    Step input = build(sort.getInput());
    refuseEndless(input, sort.getCollation().getFieldCollations().isEmpty() ? "LIMIT" : "ORDER BY");
    List<RowOrder.By> by = order(sort.getCollation());
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

  static List<RowOrder.By> order(RelCollation collation) {
    return collation.getFieldCollations().stream()
        .map(
            field ->
                new RowOrder.By(
                    field.getFieldIndex(),
                    field.direction.isDescending(),
                    field.nullDirection == RelFieldCollation.NullDirection.FIRST))
        .toList();
  }

  private static long number(RexNode node, long none) {
    if (node == null) {
      return none;
    }
    if (node instanceof RexLiteral literal) {
      return literal.getValueAs(BigDecimal.class).longValue();
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

  private Step set(SetOp set) {
    RowType type = names(set);
    List<Step> inputs = new ArrayList<>();
    for (RelNode input : set.getInputs()) {
      Step step = build(input);
      refuseEndless(step, set.kind.toString());
      inputs.add(conform(step, input, set.getRowType(), type));
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
  private Step conform(Step step, RelNode node, RelDataType wanted, RowType type) {
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
    return compute(step, null, projects, type);
  }

  private Step windows(LogicalTableFunctionScan scan) {
    RexCall call = (RexCall) scan.getCall();
    Step input = build(scan.getInput(0));
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    List<RexNode> operands = call.getOperands();
    int time = descriptor(operands.get(0));
    RowType type = names(scan);
    return switch (name) {
      case "TUMBLE" -> {
        long size = millis(operands.get(1));
        yield windows(
            input,
            time,
            new WindowSpec(
                WindowSpec.Kind.TUMBLE,
                size,
                size,
                operands.size() > 2 ? millis(operands.get(2)) : 0),
            List.of(),
            type);
      }
      case "HOP" ->
          windows(
              input,
              time,
              new WindowSpec(
                  WindowSpec.Kind.HOP,
                  millis(operands.get(2)),
                  millis(operands.get(1)),
                  operands.size() > 3 ? millis(operands.get(3)) : 0),
              List.of(),
              type);
      case "SESSION" -> {
        boolean keyed = operands.size() > 2;
        yield windows(
            input,
            time,
            new WindowSpec(WindowSpec.Kind.SESSION, millis(operands.get(keyed ? 2 : 1)), 0, 0),
            keyed ? descriptors(operands.get(1)) : List.of(),
            type);
      }
      default -> throw new QueryException("A query cannot have the table function " + name + ".");
    };
  }

  private static int descriptor(RexNode node) {
    return descriptors(node).get(0);
  }

  private static List<Integer> descriptors(RexNode node) {
    List<Integer> columns = new ArrayList<>();
    for (RexNode operand : ((RexCall) node).getOperands()) {
      columns.add(((RexInputRef) operand).getIndex());
    }
    return columns;
  }

  private static long millis(RexNode node) {
    if (node instanceof RexLiteral literal
        && SqlTypeName.DAY_INTERVAL_TYPES.contains(literal.getType().getSqlTypeName())) {
      return literal.getValueAs(BigDecimal.class).longValue();
    }
    throw new QueryException(
        "A window takes an interval of days to seconds, such as INTERVAL '1' HOUR.");
  }

  private static Step windows(
      Step input, int time, WindowSpec spec, List<Integer> keys, RowType type) {
    if (spec.size() <= 0 || (spec.kind() != WindowSpec.Kind.SESSION && spec.step() <= 0)) {
      throw new QueryException("The interval of a window must be longer than nothing.");
    }
    if (input.type().type(time) != DataType.TIMESTAMP) {
      throw new QueryException(
          "Windows are by a column of type TIMESTAMP; " + input.type().name(time) + " is none.");
    }
    if (input.flow().unbounded()) {
      if (input.flow().windows() != null) {
        throw new QueryException("The rows of a topic can be put into windows once only.");
      }
      if (input.flow().eventTime() != time) {
        throw new QueryException(
            "Windows of a topic are by its event time; "
                + input.type().name(time)
                + " is another column.");
      }
    }
    return new WindowRows(spec, time, keys(input.type(), keys), type, input);
  }

  private static RexCall windowCall(RexNode node) {
    RexCall[] found = new RexCall[1];
    node.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitCall(RexCall call) {
            if (Set.of("$TUMBLE", "$HOP", "$SESSION").contains(call.getOperator().getName())
                || Set.of(SqlKind.TUMBLE, SqlKind.HOP, SqlKind.SESSION).contains(call.getKind())) {
              found[0] = call;
            }
            return super.visitCall(call);
          }
        });
    return found[0];
  }

  /** GROUP BY TUMBLE(…) and HOP(…): the start of the window as a column. */
  private Step groupWindow(LogicalProject project, RexCall window) {
    String name = window.getOperator().getName().replace("$", "").toUpperCase(Locale.ROOT);
    if (name.equals("SESSION")) {
      throw new QueryException(
          "GROUP BY SESSION(…) is not known; write SELECT … FROM TABLE(SESSION(TABLE t, "
              + "DESCRIPTOR(time), DESCRIPTOR(key), INTERVAL '30' MINUTE)) GROUP BY key, "
              + "window_start, window_end.");
    }
    Step input = build(project.getInput());
    if (!(window.getOperands().get(0) instanceof RexInputRef time)) {
      throw new QueryException(name + " takes a column of type TIMESTAMP.");
    }
    long first = millis(window.getOperands().get(1));
    boolean tumble = name.equals("TUMBLE");
    WindowSpec spec =
        new WindowSpec(
            tumble ? WindowSpec.Kind.TUMBLE : WindowSpec.Kind.HOP,
            tumble ? first : millis(window.getOperands().get(2)),
            first,
            0);
    RowType wide =
        both(
            input.type(),
            RowType.empty()
                .with("window_start", DataType.TIMESTAMP)
                .with("window_end", DataType.TIMESTAMP));
    Step windowed = windows(input, time.getIndex(), spec, List.of(), wide);
    RexNode start = new RexInputRef(input.type().size(), window.getType());
    RexShuttle replace =
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            return call.equals(window) ? start : super.visitCall(call);
          }
        };
    return compute(
        windowed,
        null,
        project.getProjects().stream().map(each -> each.accept(replace)).toList(),
        names(project));
  }

  private Step over(LogicalWindow window) {
    Step step = build(window.getInput());
    refuseEndless(step, "OVER");
    int width = step.type().size();
    RowType type = names(window);
    int next = width;
    for (Window.Group group : window.groups) {
      RowType wider = step.type();
      for (int index = 0; index < group.aggCalls.size(); index++) {
        wider = wider.with(type.name(next + index), type.type(next + index));
      }
      next += group.aggCalls.size();
      step = OverRows.of(window, group, step, wider, rex);
    }
    return step;
  }
}

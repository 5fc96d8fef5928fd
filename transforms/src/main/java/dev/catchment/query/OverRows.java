package dev.catchment.query;

import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.RelCollations;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.core.AggregateCall;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.core.Window;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalWindow;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexInputRef;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexLiteral;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexNode;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexWindowBound;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexWindowExclusion;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlAggFunction;

/**
 * Computes functions over a window of rows, those of OVER: the rows of a partition are sorted, and
 * each gets the results as further columns.
 *
 * <p>Memory: the rows of a shard of partitions, of {@value Shards#COUNT}; all rows where there is
 * no PARTITION BY. A frame that does not begin with its partition is computed anew for every row.
 */
final class OverRows extends Step {
  private final Plan plan;

  /** A bound of a frame: so many rows or units after the row, far before or behind it for none. */
  record Bound(boolean unbounded, BigDecimal offset) implements Serializable {}

  /**
   * A function.
   *
   * @param name in capitals
   * @param aggregate of aggregate functions, otherwise null
   * @param column its argument, -1 for none
   * @param constants its further arguments
   */
  record Call(
      String name,
      AggregateFunction aggregate,
      int column,
      List<Object> constants,
      boolean ignoreNulls)
      implements Serializable {}

  /** What is computed. */
  record Plan(
      KeyColumns keys,
      RowOrder partitions,
      RowOrder all,
      RowOrder peers,
      RowOrder.By first,
      boolean rows,
      Bound lower,
      Bound upper,
      List<Call> calls,
      RowType from,
      RowType type)
      implements Serializable {}

  private OverRows(Plan plan, Step input) {
    super(plan.type(), Flow.BOUNDED, input);
    this.plan = plan;
  }

  static OverRows of(LogicalWindow window, Window.Group group, Step input, RowType type) {
    RowType from = input.type();
    if (group.exclude != RexWindowExclusion.EXCLUDE_NO_OTHER) {
      throw new QueryException("EXCLUDE cannot be computed.");
    }
    int base = window.getInput().getRowType().getFieldCount();
    List<Call> calls = new ArrayList<>();
    for (Window.RexWinAggCall call : group.aggCalls) {
      calls.add(call(window, call, from, base));
    }
    List<Integer> keys = group.keys.asList();
    List<RowOrder.By> partitions =
        keys.stream().map(key -> new RowOrder.By(key, false, false)).toList();
    List<RowOrder.By> order = RowOrder.by(group.orderKeys);
    List<RowOrder.By> all = new ArrayList<>(partitions);
    order.stream().filter(by -> !keys.contains(by.column())).forEach(all::add);
    Plan plan =
        new Plan(
            KeyColumns.of(from, keys),
            RowOrder.of(partitions, from.size()),
            RowOrder.of(all, from.size()),
            RowOrder.of(order, from.size()),
            order.isEmpty() ? null : order.get(0),
            group.isRows,
            bound(window, group.lowerBound, base),
            bound(window, group.upperBound, base),
            calls,
            from,
            type);
    return new OverRows(plan, input);
  }

  private static Call call(
      LogicalWindow window, Window.RexWinAggCall call, RowType from, int base) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    List<Object> constants = new ArrayList<>();
    int column = -1;
    List<RexNode> operands = call.getOperands();
    for (int index = 0; index < operands.size(); index++) {
      int place = ((RexInputRef) operands.get(index)).getIndex();
      if (place >= base) {
        Expression constant = ExpressionCompiler.literal(window.constants.get(place - base));
        constants.add(constant.valueAt(new RowCursor()));
      } else if (index == 0) {
        column = place;
      } else {
        throw new QueryException(name + " takes a constant as its second argument over a window.");
      }
    }
    if (Set.of(
            "ROW_NUMBER",
            "RANK",
            "DENSE_RANK",
            "PERCENT_RANK",
            "CUME_DIST",
            "NTILE",
            "LAG",
            "LEAD",
            "FIRST_VALUE",
            "LAST_VALUE",
            "NTH_VALUE")
        .contains(name)) {
      if (!name.equals("NTILE") && !operands.isEmpty() && column < 0) {
        throw new QueryException(name + " takes a column over a window.");
      }
      return new Call(name, null, column, constants, call.ignoreNulls);
    }
    if (column < 0 && !operands.isEmpty() && !name.equals("COUNT")) {
      throw new QueryException(name + " takes a column over a window.");
    }
    AggregateCall aggregate =
        AggregateCall.create(
            (SqlAggFunction) call.getOperator(),
            call.distinct,
            false,
            false,
            List.of(),
            column < 0 ? List.of() : List.of(column),
            -1,
            null,
            RelCollations.EMPTY,
            call.getType(),
            null);
    return new Call(
        name, AggregatePlanner.function(aggregate, from, List.of()), column, constants, false);
  }

  private static Bound bound(LogicalWindow window, RexWindowBound bound, int base) {
    if (bound.isUnbounded()) {
      return new Bound(true, null);
    }
    if (bound.isCurrentRow()) {
      return new Bound(false, BigDecimal.ZERO);
    }
    RexNode offset = bound.getOffset();
    RexLiteral literal =
        offset instanceof RexInputRef reference
            ? window.constants.get(reference.getIndex() - base)
            : (RexLiteral) offset;
    BigDecimal number = literal.getValueAs(BigDecimal.class);
    return new Bound(false, bound.isPreceding() ? number.negate() : number);
  }

  @Override
  String describe() {
    return "Over "
        + IntStream.range(0, plan.keys().size())
            .mapToObj(index -> plan.from().name(plan.keys().column(index)))
            .toList()
        + ": "
        + plan.calls().stream().map(Call::name).toList();
  }

  @Override
  PCollection<RowBlock> expand(List<PCollection<RowBlock>> of, Wiring wiring) {
    PCollection<KV<Integer, byte[]>> shards =
        of.get(0)
            .apply(
                wiring.name("OverKeys"),
                ParDo.of(
                    new Shards.Split(
                        plan.from(), plan.keys(), 0, plan.keys().size() == 0 ? 1 : Shards.COUNT)))
            .setCoder(Shards.CODER);
    return wiring.rows("Over", Shards.group(shards, wiring), new Compute(plan), type());
  }

  private static final class Compute extends DoFn<KV<Integer, Iterable<byte[]>>, RowBlock> {
    private static final long serialVersionUID = 1;

    private final Plan plan;

    Compute(Plan plan) {
      this.plan = plan;
    }

    @ProcessElement
    public void compute(@Element KV<Integer, Iterable<byte[]>> shard, MultiOutputReceiver out)
        throws IOException {
      RowSorter sorter = new RowSorter(plan.all(), -1);
      for (byte[] block : shard.getValue()) {
        sorter.add(Shards.decode(block, plan.from()));
      }
      RowBlock.Builder sorted = RowBlock.builder(plan.from());
      sorter.sorted(
          0,
          -1,
          block -> {
            for (int row = 0; row < block.rows(); row++) {
              sorted.addRow(block, row);
            }
          });
      RowBlock all = sorted.build();
      RowBlock.Builder builder = RowBlock.builder(plan.type());
      int first = 0;
      for (int row = 1; row <= all.rows(); row++) {
        if (row == all.rows() || !plan.partitions().isPeer(all, row - 1, all, row)) {
          new Partition(plan, all, first, row)
              .put(
                  builder,
                  block -> out.get(RunQuery.ROWS).output(block),
                  error -> out.get(RunQuery.ERRORS).output(error));
          first = row;
        }
      }
      builder.finish(out.get(RunQuery.ROWS)::output);
    }
  }

  /** The rows of a partition, in their order. */
  private static final class Partition {
    private final Plan plan;
    private final RowBlock rows;
    private final int from;
    private final int to;
    private final Running[] running;
    // Of the row at hand.
    private int peersFrom;
    private int peersTo;
    private long rank;
    private long dense;

    Partition(Plan plan, RowBlock rows, int from, int to) {
      this.plan = plan;
      this.rows = rows;
      this.from = from;
      this.to = to;
      this.running =
          plan.calls().stream()
              .map(call -> call.aggregate() == null ? null : new Running(call.aggregate(), rows))
              .toArray(Running[]::new);
    }

    void put(RowBlock.Builder builder, Consumer<RowBlock> out, Consumer<RowError> errors) {
      int width = plan.from().size();
      peersTo = from;
      for (int row = from; row < to; row++) {
        if (row == peersTo) {
          peersFrom = row;
          peersTo = row + 1;
          while (peersTo < to && plan.peers().isPeer(rows, row, rows, peersTo)) {
            peersTo++;
          }
          rank = row - from + 1L;
          dense++;
        }
        builder.copy(rows, row, 0);
        try {
          for (int index = 0; index < plan.calls().size(); index++) {
            builder.setValue(width + index, value(plan.calls().get(index), running[index], row));
          }
        } catch (RowFailure e) {
          builder.takeLast();
          errors.accept(RowFailures.of(e, plan.calls().toString(), rows, row));
          continue;
        }
        builder.endRow(out);
      }
    }

    private Object value(Call call, Running sum, int row) {
      int size = to - from;
      return switch (call.name()) {
        case "ROW_NUMBER" -> row - from + 1L;
        case "RANK" -> rank;
        case "DENSE_RANK" -> dense;
        case "PERCENT_RANK" -> size == 1 ? 0.0 : (rank - 1.0) / (size - 1);
        case "CUME_DIST" -> (double) (peersTo - from) / size;
        case "NTILE" -> tile(row - from, size, (Long) call.constants().get(0));
        case "LAG" -> shifted(call, row, -1);
        case "LEAD" -> shifted(call, row, 1);
        case "FIRST_VALUE" -> inFrame(call, row, 1);
        case "NTH_VALUE" -> inFrame(call, row, (Long) call.constants().get(0));
        case "LAST_VALUE" -> inFrame(call, row, -1);
        default -> sum.of(start(row), end(row));
      };
    }

    private static long tile(int row, int size, long tiles) {
      if (tiles < 1) {
        throw RowFailure.argument("NTILE takes a positive number.");
      }
      long each = size / tiles;
      long larger = size % tiles;
      long inLarger = larger * (each + 1);
      return row < inLarger ? row / (each + 1) + 1 : larger + (row - inLarger) / each + 1;
    }

    private Object shifted(Call call, int row, int sign) {
      List<Object> constants = call.constants();
      long by = constants.isEmpty() ? 1 : ((Number) constants.get(0)).longValue();
      long place = row + sign * by;
      if (place >= from && place < to) {
        return rows.valueAt(call.column(), (int) place);
      }
      Object none = constants.size() > 1 ? constants.get(1) : null;
      return none == null ? null : fit(none, plan.from().type(call.column()));
    }

    private static Object fit(Object constant, DataType type) {
      return switch (type) {
        case DOUBLE -> ((Number) constant).doubleValue();
        case DECIMAL -> Comparisons.exact(constant);
        default -> constant;
      };
    }

    /** The value of the n-th row of the frame, of the last one for -1. */
    private Object inFrame(Call call, int row, long nth) {
      int start = start(row);
      int end = end(row);
      long left = Math.abs(nth);
      for (int step = 0; step < end - start; step++) {
        int place = nth > 0 ? start + step : end - 1 - step;
        if (call.ignoreNulls() && rows.isMissing(call.column(), place)) {
          continue;
        }
        if (--left == 0) {
          return rows.valueAt(call.column(), place);
        }
      }
      return null;
    }

    private int start(int row) {
      if (plan.lower().unbounded()) {
        return from;
      }
      BigDecimal offset = plan.lower().offset();
      if (plan.rows()) {
        return (int) Math.min(to, Math.max(from, row + rows(offset)));
      }
      if (offset.signum() == 0) {
        return peersFrom;
      }
      int place = from;
      while (place < to && distance(row, place).compareTo(offset) < 0) {
        place++;
      }
      return place;
    }

    /** So many rows, or as many as there can be. */
    private static long rows(BigDecimal offset) {
      return Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, offset.longValue()));
    }

    /** The row after the last one of the frame. */
    private int end(int row) {
      if (plan.upper().unbounded()) {
        return to;
      }
      BigDecimal offset = plan.upper().offset();
      if (plan.rows()) {
        return (int) Math.max(from, Math.min(to, row + rows(offset) + 1));
      }
      if (offset.signum() == 0) {
        return peersTo;
      }
      int place = to;
      while (place > from && distance(row, place - 1).compareTo(offset) > 0) {
        place--;
      }
      return place;
    }

    /** How far the value of a row is behind that of another, in the direction of the order. */
    private BigDecimal distance(int row, int other) {
      RowOrder.By by = plan.first();
      boolean none = rows.isMissing(by.column(), row);
      boolean noneOther = rows.isMissing(by.column(), other);
      if (none || noneOther) {
        return none == noneOther
            ? BigDecimal.ZERO
            : BigDecimal.valueOf(none == by.nullsFirst() ? Long.MAX_VALUE : Long.MIN_VALUE);
      }
      long scale = plan.from().type(by.column()) == DataType.DATE ? Casts.DAY : 1;
      BigDecimal distance =
          Comparisons.exact(rows.valueAt(by.column(), other))
              .subtract(Comparisons.exact(rows.valueAt(by.column(), row)))
              .multiply(BigDecimal.valueOf(scale));
      return by.descending() ? distance.negate() : distance;
    }
  }

  /** An aggregate of a frame, which is added to where the frame grows at its end. */
  private static final class Running {
    private final AggregateFunction function;
    private final RowBlock rows;
    private States states;
    private int from = -1;
    private int to;
    private Object last;

    Running(AggregateFunction function, RowBlock rows) {
      this.function = function;
      this.rows = rows;
    }

    Object of(int start, int end) {
      if (start != from || end < to || states == null) {
        states = function.states();
        states.grow(1);
        from = start;
        to = start;
        last = states.result(0);
      }
      if (to < end) {
        while (to < end) {
          states.add(rows, to++, 0);
        }
        last = states.result(0);
      }
      return last;
    }
  }
}

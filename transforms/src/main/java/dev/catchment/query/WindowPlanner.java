package dev.catchment.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalProject;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalTableFunctionScan;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexBuilder;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexCall;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexInputRef;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexLiteral;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexNode;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexShuttle;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexVisitorImpl;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlKind;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeName;

/** Makes the steps that put rows into windows, for functions of tables and for GROUP BY. */
final class WindowPlanner {
  private WindowPlanner() {}

  /** Of TABLE(TUMBLE(…)), TABLE(HOP(…)) and TABLE(SESSION(…)). */
  static Step plan(LogicalTableFunctionScan scan, Step input) {
    RexCall call = (RexCall) scan.getCall();
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    List<RexNode> operands = call.getOperands();
    int time = descriptor(operands.get(0));
    RowType type = SqlTypes.rowType(scan.getRowType());
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

  /** The window that a projection computes for GROUP BY TUMBLE(…) or HOP(…), null for none. */
  static RexCall groupWindow(LogicalProject project) {
    for (RexNode node : project.getProjects()) {
      RexCall window = windowCall(node);
      if (window == null) {
        continue;
      }
      if (name(window).equals("SESSION")) {
        throw new QueryException(
            "GROUP BY SESSION(…) is not known; write SELECT … FROM TABLE(SESSION(TABLE t, "
                + "DESCRIPTOR(time), DESCRIPTOR(key), INTERVAL '30' MINUTE)) GROUP BY key, "
                + "window_start, window_end.");
      }
      return window;
    }
    return null;
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

  private static String name(RexCall window) {
    return window.getOperator().getName().replace("$", "").toUpperCase(Locale.ROOT);
  }

  /** A projection with the start of the window as a column, for GROUP BY TUMBLE(…) and HOP(…). */
  static Step group(LogicalProject project, RexCall window, Step input, RexBuilder rex) {
    String name = name(window);
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
        input
            .type()
            .withAll(
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
    return ComputeRows.of(
        windowed,
        null,
        project.getProjects().stream().map(each -> each.accept(replace)).toList(),
        SqlTypes.rowType(project.getRowType()),
        rex);
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
    return new WindowRows(spec, time, KeyColumns.of(input.type(), keys), type, input);
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
}

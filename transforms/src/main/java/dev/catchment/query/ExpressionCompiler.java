package dev.catchment.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.avatica.util.ByteString;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.type.RelDataType;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexBuilder;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexCall;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexInputRef;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexLiteral;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexNode;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexUtil;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlKind;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeName;

/** Makes {@link Expression}s of the expressions of a plan. */
final class ExpressionCompiler {
  private static final Pattern COLUMN = Pattern.compile("\\$(\\d+)");

  private final RexBuilder builder;
  private final RowType input;

  ExpressionCompiler(RexBuilder builder, RowType input) {
    this.builder = builder;
    this.input = input;
  }

  Expression compile(RexNode node) {
    if (node instanceof RexInputRef reference) {
      return Expression.column(reference.getIndex(), input.type(reference.getIndex()));
    }
    if (node instanceof RexLiteral literal) {
      return literal(literal);
    }
    if (node instanceof RexCall call) {
      return call(call);
    }
    throw refusal(node.toString());
  }

  /** An expression as a reader knows it, with the names of its columns. */
  String text(RexNode node) {
    return COLUMN
        .matcher(node.toString().replace("_UTF-8'", "'"))
        .replaceAll(
            match -> {
              int column = Integer.parseInt(match.group(1));
              return Matcher.quoteReplacement(
                  column < input.size() ? input.name(column) : match.group());
            });
  }

  private static QueryException refusal(String what) {
    return new QueryException("A query cannot have " + what + ".");
  }

  private List<Expression> operands(RexCall call) {
    return call.getOperands().stream().map(this::compile).toList();
  }

  static Expression literal(RexLiteral literal) {
    DataType type = SqlTypes.dataType(literal.getType());
    if (literal.isNull()) {
      return Expression.constant(type, null);
    }
    if (literal.getType().getSqlTypeName() == SqlTypeName.SYMBOL) {
      return Expression.constant(DataType.TEXT, literal.getValueAs(Enum.class).name());
    }
    Object value =
        switch (type) {
          case BOOLEAN -> literal.getValueAs(Boolean.class) ? 1L : 0L;
          case INTEGER -> literal.getValueAs(BigDecimal.class).longValueExact();
          case DOUBLE -> literal.getValueAs(Double.class);
          case DECIMAL -> literal.getValueAs(BigDecimal.class);
          case TEXT -> literal.getValueAs(String.class);
          case BYTES -> literal.getValueAs(ByteString.class).getBytes();
          case DATE -> (long) literal.getValueAs(Integer.class);
          case TIME -> (long) literal.getValueAs(Integer.class);
          case TIMESTAMP -> literal.getValueAs(Long.class);
        };
    return Expression.constant(type, value);
  }

  @SuppressWarnings("StatementSwitchToExpressionSwitch")
  private Expression call(RexCall call) {
    switch (call.getKind()) {
      case AND, OR:
        return logic(operands(call), call.getKind() == SqlKind.AND);
      case NOT:
        {
          Expression of = compile(call.getOperands().get(0));
          return Expression.ofLong(DataType.BOOLEAN, row -> 1 - of.longAt(row));
        }
      case IS_NULL, IS_NOT_NULL:
        return isNull(compile(call.getOperands().get(0)), call.getKind() == SqlKind.IS_NULL);
      case IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE:
        return isTruth(compile(call.getOperands().get(0)), call.getKind());
      case EQUALS,
      NOT_EQUALS,
      LESS_THAN,
      LESS_THAN_OR_EQUAL,
      GREATER_THAN,
      GREATER_THAN_OR_EQUAL,
      IS_DISTINCT_FROM,
      IS_NOT_DISTINCT_FROM:
        return Comparisons.of(
            call.getKind(), compile(call.getOperands().get(0)), compile(call.getOperands().get(1)));
      case SEARCH:
        return compile(RexUtil.expandSearch(builder, null, call));
      case CASE:
        return choose(call);
      case CAST:
        return Casts.of(
            compile(call.getOperands().get(0)),
            call.getOperands().get(0).getType(),
            call.getType());
      case SAFE_CAST:
        return safe(
            Casts.of(
                compile(call.getOperands().get(0)),
                call.getOperands().get(0).getType(),
                call.getType()));
      case REINTERPRET:
        return compile(call.getOperands().get(0)).as(SqlTypes.dataType(call.getType()));
      case PLUS, MINUS, TIMES, DIVIDE, MOD, CHECKED_PLUS, CHECKED_MINUS, CHECKED_TIMES:
        return Arithmetic.of(call, operands(call));
      case MINUS_PREFIX:
        return Arithmetic.negative(call, compile(call.getOperands().get(0)));
      case PLUS_PREFIX:
        return compile(call.getOperands().get(0));
      default:
        return function(call);
    }
  }

  private Expression function(RexCall call) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    List<Expression> operands = new ArrayList<>(operands(call));
    DataType type = SqlTypes.dataType(call.getType());
    if (call.getKind() == SqlKind.MINUS || name.equals("DATETIME_PLUS")) {
      return Arithmetic.of(call, operands);
    }
    boolean day = false;
    if (Functions.OF_MOMENTS.contains(name)) {
      for (int index = 0; index < operands.size(); index++) {
        if (operands.get(index).type() == DataType.DATE) {
          Expression date = operands.get(index);
          operands.set(
              index,
              Expression.ofLong(
                  DataType.TIMESTAMP, row -> Math.multiplyExact(date.longAt(row), Casts.DAY)));
        }
      }
      day = type == DataType.DATE;
    }
    Functions.Scalar scalar = Functions.scalar(name);
    if (scalar == null) {
      throw refusal("the function " + call.getOperator().getName());
    }
    boolean lenient = Functions.TAKES_NULL.contains(name);
    Expression[] arguments = operands.toArray(Expression[]::new);
    boolean toDay = day;
    RelDataType resultType = call.getType();
    int bytes = type == DataType.INTEGER ? Casts.bytes(resultType) : 8;
    String target = Casts.name(resultType);
    return Expression.ofValue(
        type,
        row -> {
          Object[] values = new Object[arguments.length];
          for (int index = 0; index < values.length; index++) {
            values[index] = arguments[index].valueAt(row);
            if (values[index] == null && !lenient) {
              return null;
            }
          }
          Object result = scalar.of(values);
          if (toDay && result != null) {
            return Math.floorDiv((Long) result, Casts.DAY);
          }
          return fit(type, result, bytes, target);
        });
  }

  /** A result of a function as its type is held. */
  private static Object fit(DataType type, Object result, int bytes, String target) {
    if (result == null) {
      return null;
    }
    return switch (type) {
      case INTEGER ->
          result instanceof BigDecimal decimal
              ? Casts.checked(Casts.whole(decimal, target), bytes, target)
              : result instanceof Double number
                  ? Casts.checked(Casts.whole(number, target), bytes, target)
                  : Casts.checked(((Number) result).longValue(), bytes, target);
      case DOUBLE -> ((Number) result).doubleValue();
      case DECIMAL ->
          result instanceof BigDecimal
              ? result
              : result instanceof Double number
                  ? Casts.decimal(number)
                  : BigDecimal.valueOf(((Number) result).longValue());
      case BOOLEAN -> result instanceof Boolean truth ? (truth ? 1L : 0L) : result;
      default -> result;
    };
  }

  private static Expression logic(List<Expression> of, boolean and) {
    Expression[] operands = of.toArray(Expression[]::new);
    long decides = and ? 0 : 1;
    return Expression.ofLong(
        DataType.BOOLEAN,
        row -> {
          boolean unknown = false;
          for (Expression operand : operands) {
            long truth = operand.longAt(row);
            if (row.missing) {
              unknown = true;
            } else if (truth == decides) {
              row.missing = false;
              return decides;
            }
          }
          row.missing = unknown;
          return 1 - decides;
        });
  }

  private static Expression isNull(Expression of, boolean wanted) {
    long ifNull = wanted ? 1 : 0;
    return Expression.ofLong(
        DataType.BOOLEAN,
        switch (of.type().storage()) {
          case LONG ->
              row -> {
                of.longAt(row);
                long result = row.missing ? ifNull : 1 - ifNull;
                row.missing = false;
                return result;
              };
          case DOUBLE ->
              row -> {
                of.doubleAt(row);
                long result = row.missing ? ifNull : 1 - ifNull;
                row.missing = false;
                return result;
              };
          case OBJECT ->
              row -> {
                long result = of.objectAt(row) == null ? ifNull : 1 - ifNull;
                row.missing = false;
                return result;
              };
        });
  }

  private static Expression isTruth(Expression of, SqlKind kind) {
    long wanted = kind == SqlKind.IS_TRUE || kind == SqlKind.IS_NOT_TRUE ? 1 : 0;
    long yes = kind == SqlKind.IS_TRUE || kind == SqlKind.IS_FALSE ? 1 : 0;
    return Expression.ofLong(
        DataType.BOOLEAN,
        row -> {
          long truth = of.longAt(row);
          long result = !row.missing && truth == wanted ? yes : 1 - yes;
          row.missing = false;
          return result;
        });
  }

  private static Expression safe(Expression cast) {
    return Expression.ofValue(
        cast.type(),
        row -> {
          try {
            return cast.valueAt(row);
          } catch (RowFailure e) {
            return null;
          }
        });
  }

  private Expression choose(RexCall call) {
    DataType type = SqlTypes.dataType(call.getType());
    int cases = call.getOperands().size() / 2;
    Expression[] conditions = new Expression[cases];
    Expression[] results = new Expression[cases + 1];
    for (int index = 0; index < cases; index++) {
      conditions[index] = compile(call.getOperands().get(2 * index));
      results[index] = branch(call.getOperands().get(2 * index + 1), call.getType());
    }
    results[cases] = branch(call.getOperands().get(2 * cases), call.getType());
    return switch (type.storage()) {
      case LONG -> Expression.ofLong(type, row -> chosen(conditions, results, row).longAt(row));
      case DOUBLE -> Expression.ofDouble(row -> chosen(conditions, results, row).doubleAt(row));
      case OBJECT ->
          Expression.ofObject(type, row -> chosen(conditions, results, row).objectAt(row));
    };
  }

  private Expression branch(RexNode node, RelDataType type) {
    Expression result = compile(node);
    DataType wanted = SqlTypes.dataType(type);
    return result.type() == wanted ? result : Casts.of(result, node.getType(), type);
  }

  private static Expression chosen(Expression[] conditions, Expression[] results, RowCursor row) {
    for (int index = 0; index < conditions.length; index++) {
      if (conditions[index].longAt(row) == 1 && !row.missing) {
        return results[index];
      }
    }
    return results[conditions.length];
  }
}

package dev.catchment.query;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.type.RelDataType;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexCall;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlKind;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeName;

/** Sums, differences, products, quotients and rests of numbers, and of moments and intervals. */
final class Arithmetic {
  private Arithmetic() {}

  @SuppressWarnings("StatementSwitchToExpressionSwitch")
  static Expression of(RexCall call, List<Expression> operands) {
    RelDataType type = call.getType();
    Expression left = operands.get(0);
    Expression right = operands.get(1);
    RelDataType leftType = call.getOperands().get(0).getType();
    RelDataType rightType = call.getOperands().get(1).getType();
    DataType data = SqlTypes.dataType(type);
    if (isMoment(data)) {
      boolean first = isMoment(left.type());
      return move(
          data,
          first ? left : right,
          first ? right : left,
          isMonths(first ? rightType : leftType),
          isMinus(call) ? -1 : 1);
    }
    if (isMoment(left.type()) && isMoment(right.type())) {
      return difference(left, right, isMonths(type));
    }
    SqlKind kind = kind(call);
    String name = Casts.name(type);
    switch (data) {
      case DOUBLE:
        return real(kind, Comparisons.real(left), Comparisons.real(right));
      case DECIMAL:
        int scale = Math.max(type.getScale(), SqlTypes.DIGITS / 2);
        return ofExact(data, left, right, (a, b) -> exact(kind, a, b, scale));
      default:
        if (left.type() == DataType.DECIMAL
            || right.type() == DataType.DECIMAL
            || left.type() == DataType.DOUBLE
            || right.type() == DataType.DOUBLE) {
          // The rest of a decimal, or an interval times a decimal.
          return ofExact(data, left, right, (a, b) -> Casts.whole(exact(kind, a, b, 0), name));
        }
        return whole(kind, left, right, Casts.bytes(type), name, data);
    }
  }

  private interface OfExact extends Serializable {
    Object of(BigDecimal first, BigDecimal second);
  }

  /** Of two numbers taken exactly, missing where one is. */
  private static Expression ofExact(
      DataType type, Expression left, Expression right, OfExact function) {
    return Expression.ofValue(
        type,
        row -> {
          Object first = left.valueAt(row);
          Object second = first == null ? null : right.valueAt(row);
          return second == null
              ? null
              : function.of(Comparisons.exact(first), Comparisons.exact(second));
        });
  }

  private interface OfLongs extends Serializable {
    long of(long first, long second);
  }

  /** Of two values of 64 bits, missing where one is. */
  private static Expression ofLongs(
      DataType type, Expression left, Expression right, OfLongs function) {
    return Expression.ofLong(
        type,
        row -> {
          long first = left.longAt(row);
          if (row.missing) {
            return 0;
          }
          long second = right.longAt(row);
          return row.missing ? 0 : function.of(first, second);
        });
  }

  private static boolean isMinus(RexCall call) {
    return kind(call) == SqlKind.MINUS;
  }

  private static SqlKind kind(RexCall call) {
    return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
      case "+", "DATETIME_PLUS" -> SqlKind.PLUS;
      case "-" -> SqlKind.MINUS;
      case "*" -> SqlKind.TIMES;
      case "/", "/INT" -> SqlKind.DIVIDE;
      default -> call.getKind();
    };
  }

  private static boolean isMoment(DataType type) {
    return type == DataType.DATE || type == DataType.TIME || type == DataType.TIMESTAMP;
  }

  private static boolean isMonths(RelDataType type) {
    return SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName());
  }

  static Expression negative(RexCall call, Expression of) {
    int bytes = Casts.bytes(call.getType());
    String name = Casts.name(call.getType());
    return switch (of.type().storage()) {
      case LONG ->
          Expression.ofLong(
              of.type(),
              row -> {
                long value = of.longAt(row);
                if (value == Long.MIN_VALUE) {
                  throw RowFailure.overflow(name);
                }
                return Casts.checked(-value, bytes, name);
              });
      case DOUBLE -> Expression.ofDouble(row -> -of.doubleAt(row));
      case OBJECT ->
          Expression.ofObject(
              of.type(),
              row -> {
                Object value = of.objectAt(row);
                return value == null ? null : ((BigDecimal) value).negate();
              });
    };
  }

  private static Expression whole(
      SqlKind kind, Expression left, Expression right, int bytes, String name, DataType data) {
    return ofLongs(
        data,
        left,
        right,
        (first, second) -> {
          try {
            return Casts.checked(whole(kind, first, second), bytes, name);
          } catch (ArithmeticException e) {
            throw RowFailure.overflow(name);
          }
        });
  }

  private static long whole(SqlKind kind, long first, long second) {
    return switch (kind) {
      case PLUS, CHECKED_PLUS -> Math.addExact(first, second);
      case MINUS, CHECKED_MINUS -> Math.subtractExact(first, second);
      case TIMES, CHECKED_TIMES -> Math.multiplyExact(first, second);
      case DIVIDE -> {
        if (second == 0) {
          throw RowFailure.divisionByZero();
        }
        yield second == -1 ? Math.negateExact(first) : first / second;
      }
      case MOD -> {
        if (second == 0) {
          throw RowFailure.divisionByZero();
        }
        yield first % second;
      }
      default -> throw new IllegalStateException(kind.toString());
    };
  }

  private static Expression real(SqlKind kind, Expression left, Expression right) {
    return Expression.ofDouble(
        switch (kind) {
          case PLUS, CHECKED_PLUS ->
              row -> {
                double first = left.doubleAt(row);
                return row.missing ? 0 : first + right.doubleAt(row);
              };
          case MINUS, CHECKED_MINUS ->
              row -> {
                double first = left.doubleAt(row);
                return row.missing ? 0 : first - right.doubleAt(row);
              };
          case TIMES, CHECKED_TIMES ->
              row -> {
                double first = left.doubleAt(row);
                return row.missing ? 0 : first * right.doubleAt(row);
              };
          case DIVIDE, MOD ->
              row -> {
                double first = left.doubleAt(row);
                if (row.missing) {
                  return 0;
                }
                double second = right.doubleAt(row);
                if (row.missing) {
                  return 0;
                }
                if (second == 0) {
                  throw RowFailure.divisionByZero();
                }
                return kind == SqlKind.MOD ? first % second : first / second;
              };
          default -> throw new IllegalStateException(kind.toString());
        });
  }

  private static BigDecimal exact(SqlKind kind, BigDecimal first, BigDecimal second, int scale) {
    return switch (kind) {
      case PLUS, CHECKED_PLUS -> first.add(second);
      case MINUS, CHECKED_MINUS -> first.subtract(second);
      case TIMES, CHECKED_TIMES -> first.multiply(second);
      case DIVIDE -> {
        if (second.signum() == 0) {
          throw RowFailure.divisionByZero();
        }
        yield plain(first.divide(second, scale, RoundingMode.HALF_UP));
      }
      case MOD -> {
        if (second.signum() == 0) {
          throw RowFailure.divisionByZero();
        }
        yield first.remainder(second);
      }
      default -> throw new IllegalStateException(kind.toString());
    };
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static Expression move(
      DataType type, Expression moment, Expression by, boolean months, int sign) {
    boolean fromDate = moment.type() == DataType.DATE;
    return ofLongs(
        type,
        moment,
        by,
        (start, steps) -> {
          try {
            long millis = fromDate ? Math.multiplyExact(start, Casts.DAY) : start;
            long moved =
                months
                    ? Moments.plusMonths(millis, Math.multiplyExact(sign, steps))
                    : Math.addExact(millis, Math.multiplyExact(sign, steps));
            return switch (type) {
              case DATE -> Math.floorDiv(moved, Casts.DAY);
              case TIME -> Math.floorMod(moved, Casts.DAY);
              default -> moved;
            };
          } catch (ArithmeticException | DateTimeException e) {
            throw RowFailure.overflow(type.toString());
          }
        });
  }

  private static Expression difference(Expression left, Expression right, boolean months) {
    boolean firstDate = left.type() == DataType.DATE;
    boolean secondDate = right.type() == DataType.DATE;
    return ofLongs(
        DataType.INTEGER,
        left,
        right,
        (first, second) -> {
          long a = firstDate ? first * Casts.DAY : first;
          long b = secondDate ? second * Casts.DAY : second;
          return months ? Moments.monthsBetween(b, a) : a - b;
        });
  }
}

package dev.catchment.query;

import dev.catchment.query.DataType.Storage;
import java.math.BigDecimal;
import java.util.Arrays;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlKind;

/** The comparisons of two expressions, and the order of values. */
final class Comparisons {
  private Comparisons() {}

  static Expression of(SqlKind kind, Expression left, Expression right) {
    if (kind == SqlKind.IS_DISTINCT_FROM || kind == SqlKind.IS_NOT_DISTINCT_FROM) {
      return distinct(left, right, kind == SqlKind.IS_DISTINCT_FROM);
    }
    // Whether less, equal and greater make the comparison true.
    boolean less =
        kind == SqlKind.LESS_THAN
            || kind == SqlKind.LESS_THAN_OR_EQUAL
            || kind == SqlKind.NOT_EQUALS;
    boolean equal =
        kind == SqlKind.EQUALS
            || kind == SqlKind.LESS_THAN_OR_EQUAL
            || kind == SqlKind.GREATER_THAN_OR_EQUAL;
    boolean greater =
        kind == SqlKind.GREATER_THAN
            || kind == SqlKind.GREATER_THAN_OR_EQUAL
            || kind == SqlKind.NOT_EQUALS;
    if (left.type().isNumber() && right.type().isNumber()) {
      if (left.type() == DataType.DOUBLE || right.type() == DataType.DOUBLE) {
        Expression a = real(left);
        Expression b = real(right);
        return Expression.ofLong(
            DataType.BOOLEAN,
            row -> {
              double first = a.doubleAt(row);
              if (row.missing) {
                return 0;
              }
              double second = b.doubleAt(row);
              int order = compare(first, second);
              return (order < 0 ? less : order > 0 ? greater : equal) ? 1 : 0;
            });
      }
    }
    boolean momentAndDate =
        left.type() != right.type()
            && (left.type() == DataType.DATE || right.type() == DataType.DATE);
    if (left.type().storage() == Storage.LONG && right.type().storage() == Storage.LONG) {
      Expression a = momentAndDate ? moment(left) : left;
      Expression b = momentAndDate ? moment(right) : right;
      return Expression.ofLong(
          DataType.BOOLEAN,
          row -> {
            long first = a.longAt(row);
            if (row.missing) {
              return 0;
            }
            long second = b.longAt(row);
            return (first < second ? less : first > second ? greater : equal) ? 1 : 0;
          });
    }
    return Expression.ofLong(
        DataType.BOOLEAN,
        row -> {
          Object first = left.valueAt(row);
          Object second = first == null ? null : right.valueAt(row);
          row.missing = second == null;
          if (second == null) {
            return 0;
          }
          int order = compare(first, second);
          return (order < 0 ? less : order > 0 ? greater : equal) ? 1 : 0;
        });
  }

  private static Expression distinct(Expression left, Expression right, boolean wanted) {
    return Expression.ofLong(
        DataType.BOOLEAN,
        row -> {
          Object first = left.valueAt(row);
          Object second = right.valueAt(row);
          row.missing = false;
          boolean isDistinct =
              (first == null || second == null) ? first != second : compare(first, second) != 0;
          return isDistinct == wanted ? 1 : 0;
        });
  }

  static Expression real(Expression of) {
    return switch (of.type()) {
      case DOUBLE -> of;
      case INTEGER -> Expression.ofDouble(row -> (double) of.longAt(row));
      default ->
          Expression.ofDouble(
              row -> {
                Object value = of.objectAt(row);
                row.missing = value == null;
                return value == null ? 0 : ((BigDecimal) value).doubleValue();
              });
    };
  }

  private static Expression moment(Expression of) {
    return of.type() == DataType.DATE
        ? Expression.ofLong(DataType.TIMESTAMP, row -> of.longAt(row) * Casts.DAY)
        : of;
  }

  /** The order of numbers: 0 equals -0, NaN equals itself and is the greatest. */
  static int compare(double first, double second) {
    return first < second
        ? -1
        : first > second
            ? 1
            : first == second ? 0 : Boolean.compare(Double.isNaN(first), Double.isNaN(second));
  }

  /** The order of two values of one type, or of two numbers. */
  static int compare(Object first, Object second) {
    if (first instanceof Long a && second instanceof Long b) {
      return Long.compare(a, b);
    }
    if (first instanceof Double || second instanceof Double) {
      return compare(((Number) first).doubleValue(), ((Number) second).doubleValue());
    }
    if (first instanceof Number && second instanceof Number) {
      return exact(first).compareTo(exact(second));
    }
    if (first instanceof byte[] a && second instanceof byte[] b) {
      return Arrays.compareUnsigned(a, b);
    }
    return ((String) first).compareTo((String) second);
  }

  static BigDecimal exact(Object number) {
    return number instanceof BigDecimal decimal
        ? decimal
        : number instanceof Double real ? Casts.decimal(real) : BigDecimal.valueOf((Long) number);
  }
}

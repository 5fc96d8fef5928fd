package dev.catchment.query;

import static dev.catchment.query.TextFunctions.text;
import static org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.OperandTypes.family;
import static org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeFamily.INTEGER;
import static org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeFamily.NUMERIC;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.OperandTypes;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.ReturnTypes;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SameOperandTypeChecker;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeTransforms;

/** Functions of numbers. */
final class NumberFunctions {
  private interface RealFunction extends Serializable {
    double of(double number);
  }

  /** One operand or more, of types that can be compared. */
  private static final SqlOperandTypeChecker ALIKE =
      new SameOperandTypeChecker(-1) {
        @Override
        public SqlOperandCountRange getOperandCountRange() {
          return SqlOperandCountRanges.from(1);
        }
      };

  private NumberFunctions() {}

  static void addTo(FunctionSet functions) {
    standard(functions, "SQRT", Math::sqrt);
    standard(functions, "CBRT", StrictMath::cbrt);
    standard(functions, "EXP", StrictMath::exp);
    standard(functions, "LN", NumberFunctions::log);
    standard(functions, "LOG10", x -> x <= 0 ? Double.NaN : StrictMath.log10(x));
    functions.own(
        "LOG2",
        ReturnTypes.DOUBLE_NULLABLE,
        OperandTypes.NUMERIC,
        real("LOG2", x -> log(x) / log(2)));
    standard(functions, "SIN", StrictMath::sin);
    standard(functions, "COS", StrictMath::cos);
    standard(functions, "TAN", StrictMath::tan);
    standard(functions, "COT", x -> 1 / StrictMath.tan(x));
    standard(functions, "ASIN", StrictMath::asin);
    standard(functions, "ACOS", StrictMath::acos);
    standard(functions, "ATAN", StrictMath::atan);
    functions.standard("ATAN2", a -> StrictMath.atan2(real(a[0]), real(a[1])));
    standard(functions, "DEGREES", Math::toDegrees);
    standard(functions, "RADIANS", Math::toRadians);
    functions.standard("PI", a -> Math.PI);
    functions.standard(
        "POWER",
        a -> {
          double power = StrictMath.pow(real(a[0]), real(a[1]));
          if (Double.isNaN(power) && !Double.isNaN(real(a[0])) && !Double.isNaN(real(a[1]))) {
            throw RowFailure.argument("POWER has no value for two numbers.");
          }
          return power;
        });
    functions.standard(
        "ABS",
        a -> {
          if (a[0] instanceof Long number) {
            if (number == Long.MIN_VALUE) {
              throw RowFailure.overflow("BIGINT");
            }
            return Math.abs(number);
          }
          return a[0] instanceof Double number ? Math.abs(number) : ((BigDecimal) a[0]).abs();
        });
    functions.standard(
        "SIGN",
        a ->
            a[0] instanceof Double number
                ? Math.signum(number)
                : a[0] instanceof BigDecimal decimal
                    ? BigDecimal.valueOf(decimal.signum())
                    : (long) Long.signum((Long) a[0]));
    functions.standard("FLOOR", a -> toUnit(a, RoundingMode.FLOOR));
    functions.standard("CEIL", a -> toUnit(a, RoundingMode.CEILING));
    functions.standard("ROUND", a -> round(a, RoundingMode.HALF_UP));
    functions.standard("TRUNCATE", a -> round(a, RoundingMode.DOWN));
    functions.own(
        "TRUNC",
        ReturnTypes.ARG0_NULLABLE,
        OperandTypes.or(OperandTypes.NUMERIC, family(NUMERIC, INTEGER)),
        a -> round(a, RoundingMode.DOWN));
    SqlReturnTypeInference least =
        ReturnTypes.LEAST_RESTRICTIVE.andThen(SqlTypeTransforms.TO_NULLABLE);
    functions.own("GREATEST", least, ALIKE, a -> extreme(a, 1));
    functions.own("LEAST", least, ALIKE, a -> extreme(a, -1));
  }

  static double real(Object number) {
    return ((Number) number).doubleValue();
  }

  private static void standard(FunctionSet functions, String name, RealFunction function) {
    functions.standard(name, real(name, function));
  }

  /** A function of real numbers that has no value outside of its domain. */
  private static Functions.Scalar real(String name, RealFunction function) {
    return a -> {
      double x = real(a[0]);
      double y = function.of(x);
      if (Double.isNaN(y) && !Double.isNaN(x)) {
        throw RowFailure.argument(name + " has no value for a number.");
      }
      return y;
    };
  }

  private static double log(double x) {
    return x <= 0 ? Double.NaN : StrictMath.log(x);
  }

  private static Object extreme(Object[] values, int sign) {
    Object best = values[0];
    for (Object value : values) {
      if (Integer.signum(Comparisons.compare(value, best)) == sign) {
        best = value;
      }
    }
    return best;
  }

  private static Object toUnit(Object[] a, RoundingMode mode) {
    if (a.length > 1) {
      return mode == RoundingMode.FLOOR
          ? Moments.floor(text(a[1]), (Long) a[0])
          : Moments.ceil(text(a[1]), (Long) a[0]);
    }
    if (a[0] instanceof Double number) {
      return mode == RoundingMode.FLOOR ? Math.floor(number) : Math.ceil(number);
    }
    return a[0] instanceof BigDecimal decimal ? decimal.setScale(0, mode) : a[0];
  }

  private static Object round(Object[] a, RoundingMode mode) {
    long digits = a.length > 1 ? (Long) a[1] : 0;
    int scale = (int) Math.max(-400, Math.min(400, digits));
    if (a[0] instanceof Double number) {
      return Double.isFinite(number)
          ? Casts.decimal(number).setScale(scale, mode).doubleValue()
          : number;
    }
    BigDecimal exact = Comparisons.exact(a[0]);
    return scale >= exact.scale() ? a[0] : exact.setScale(scale, mode);
  }
}

package dev.catchment.query;

import static dev.catchment.query.TextFunctions.text;
import static org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.OperandTypes.family;
import static org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeFamily.DATETIME;
import static org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeFamily.INTEGER;

import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.ReturnTypes;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeName;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeTransforms;

/** Functions of days and moments. */
final class TimeFunctions {
  private TimeFunctions() {}

  static void addTo(FunctionSet functions) {
    functions.standard("EXTRACT", a -> Moments.extract(text(a[0]), (Long) a[1]));
    functions.own(
        "LAST_DAY",
        ReturnTypes.DATE_NULLABLE,
        family(DATETIME),
        a -> Moments.lastDayOfMonth((Long) a[0]));
    functions.own("UNIX_MILLIS", ReturnTypes.BIGINT_NULLABLE, family(DATETIME), a -> a[0]);
    functions.own(
        "UNIX_SECONDS",
        ReturnTypes.BIGINT_NULLABLE,
        family(DATETIME),
        a -> Math.floorDiv((Long) a[0], 1000L));
    SqlReturnTypeInference moment =
        ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 3).andThen(SqlTypeTransforms.TO_NULLABLE);
    functions.own("TIMESTAMP_MILLIS", moment, family(INTEGER), a -> a[0]);
    functions.own(
        "TIMESTAMP_SECONDS",
        moment,
        family(INTEGER),
        a -> {
          try {
            return Math.multiplyExact((Long) a[0], 1000L);
          } catch (ArithmeticException e) {
            throw RowFailure.overflow("TIMESTAMP");
          }
        });
    // The beginning of the window; GROUP BY TUMBLE of the standard before windows were tables.
    functions.standard(
        "$TUMBLE",
        a ->
            Math.floorDiv((Long) a[0] - (a.length > 2 ? (Long) a[2] : 0), (Long) a[1]) * (Long) a[1]
                + (a.length > 2 ? (Long) a[2] : 0));
  }
}

package dev.catchment.query;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlAggFunction;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlIdentifier;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlKind;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlOperator;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlOperatorTable;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlSyntax;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.OperandTypes;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.ReturnTypes;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.validate.SqlNameMatcher;

/** The functions that a query may call, of all kinds: what the validator and the compiler ask. */
final class Functions {
  /** A function of values that are all present, unless it is one of {@link #TAKES_NULL}. */
  interface Scalar extends Serializable {
    Object of(Object[] arguments);
  }

  /** The functions that have a value where an argument is missing. */
  static final Set<String> TAKES_NULL = Set.of("HASH", "CONCAT_WS", "MASK");

  /** The functions that take a day as the moment it begins. */
  static final Set<String> OF_MOMENTS =
      Set.of("EXTRACT", "FLOOR", "CEIL", "LAST_DAY", "UNIX_MILLIS", "UNIX_SECONDS");

  /** Aggregate functions of the standard that {@link States} knows. */
  private static final List<String> AGGREGATES =
      List.of(
          "COUNT",
          "SUM",
          "AVG",
          "MIN",
          "MAX",
          "STDDEV",
          "STDDEV_POP",
          "STDDEV_SAMP",
          "VARIANCE",
          "VAR_POP",
          "VAR_SAMP",
          "ANY_VALUE",
          "EVERY",
          "SOME",
          "BOOL_AND",
          "BOOL_OR",
          "APPROX_COUNT_DISTINCT",
          "APPROX_DISTINCT",
          "PERCENTILE",
          "GROUPING",
          "GROUPING_ID");

  /** What is not a scalar function of a row but known all the same. */
  private static final List<String> OTHERS =
      List.of(
          "CAST",
          "TRY_CAST",
          "CASE",
          "COALESCE",
          "NULLIF",
          "IF",
          "IFNULL",
          "NVL",
          "TUMBLE",
          "HOP",
          "SESSION",
          "TUMBLE_START",
          "TUMBLE_END",
          "YEAR",
          "QUARTER",
          "MONTH",
          "WEEK",
          "DAYOFYEAR",
          "DAYOFMONTH",
          "DAYOFWEEK",
          "HOUR",
          "MINUTE",
          "SECOND",
          "TIMESTAMPADD",
          "TIMESTAMPDIFF",
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
          "NTH_VALUE",
          "ZSCORE");

  /** A query has the same result whenever it runs, so it has no clock and no dice. */
  private static final Set<String> OF_THE_CLOCK =
      Set.of(
          "CURRENT_DATE",
          "CURRENT_TIME",
          "CURRENT_TIMESTAMP",
          "LOCALTIME",
          "LOCALTIMESTAMP",
          "RAND",
          "RAND_INTEGER");

  private static final SqlAggFunction PERCENTILE =
      SqlBasicAggFunction.create(
          "PERCENTILE",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
          OperandTypes.family(SqlTypeFamily.NUMERIC, SqlTypeFamily.NUMERIC));

  private static final SqlAggFunction APPROX_DISTINCT =
      SqlBasicAggFunction.create(
          "APPROX_DISTINCT", SqlKind.OTHER_FUNCTION, ReturnTypes.BIGINT, OperandTypes.ANY);

  private static final List<SqlOperator> OTHER_OPERATORS =
      List.of(
          new ZScore(),
          SqlLibraryOperators.TRY_CAST,
          SqlLibraryOperators.SAFE_CAST,
          SqlLibraryOperators.NVL,
          SqlLibraryOperators.IFNULL,
          SqlLibraryOperators.IF,
          SqlLibraryOperators.ILIKE,
          SqlLibraryOperators.NOT_ILIKE,
          SqlLibraryOperators.BOOL_AND,
          SqlLibraryOperators.BOOL_OR,
          PERCENTILE,
          APPROX_DISTINCT);

  private static final Map<String, Scalar> SCALARS;
  private static final List<SqlOperator> SCALAR_OPERATORS;

  static {
    FunctionSet functions = new FunctionSet();
    TextFunctions.addTo(functions);
    PatternFunctions.addTo(functions);
    NumberFunctions.addTo(functions);
    TimeFunctions.addTo(functions);
    ShippedFunctions.addTo(functions);
    SCALARS = functions.scalars();
    SCALAR_OPERATORS = functions.operators();
  }

  private Functions() {}

  static Scalar scalar(String name) {
    return SCALARS.get(name);
  }

  /** The names of all functions, sorted. */
  static List<String> names() {
    TreeSet<String> names = new TreeSet<>(AGGREGATES);
    names.addAll(OTHERS);
    SCALARS.keySet().stream().filter(name -> name.matches("[A-Z_0-9]+")).forEach(names::add);
    return List.copyOf(names);
  }

  static SqlOperatorTable operators() {
    List<SqlOperator> all = new ArrayList<>(SCALAR_OPERATORS);
    all.addAll(OTHER_OPERATORS);
    SqlOperatorTable first = SqlOperatorTables.of(all);
    SqlOperatorTable second = SqlStdOperatorTable.instance();
    return new SqlOperatorTable() {
      @Override
      public void lookupOperatorOverloads(
          SqlIdentifier name,
          SqlFunctionCategory category,
          SqlSyntax syntax,
          List<SqlOperator> found,
          SqlNameMatcher matcher) {
        first.lookupOperatorOverloads(name, category, syntax, found, matcher);
        if (found.isEmpty()) {
          second.lookupOperatorOverloads(name, category, syntax, found, matcher);
          found.removeIf(operator -> OF_THE_CLOCK.contains(operator.getName()));
        }
      }

      @Override
      public List<SqlOperator> getOperatorList() {
        List<SqlOperator> both = new ArrayList<>(first.getOperatorList());
        both.addAll(second.getOperatorList());
        return both;
      }
    };
  }
}

package dev.catchment.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlFunction;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlKind;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlOperator;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.ReturnTypes;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeTransforms;

/** Collects functions of all kinds, and an operator for each that Calcite does not have. */
final class FunctionSet {
  static final SqlReturnTypeInference TEXT =
      ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.TO_NULLABLE);

  static final SqlReturnTypeInference TEXT_OR_NULL =
      ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE);

  private final Map<String, Functions.Scalar> scalars = new HashMap<>();
  private final List<SqlOperator> operators = new ArrayList<>();

  /** Adds what an operator of Calcite does. */
  void standard(String name, Functions.Scalar function) {
    scalars.put(name, function);
  }

  /** Adds a function that gets an operator of its own. */
  void own(
      String name,
      SqlReturnTypeInference returns,
      SqlOperandTypeChecker takes,
      Functions.Scalar function) {
    operators.add(
        new SqlFunction(
            name,
            SqlKind.OTHER_FUNCTION,
            returns,
            null,
            takes,
            SqlFunctionCategory.USER_DEFINED_FUNCTION));
    scalars.put(name, function);
  }

  Map<String, Functions.Scalar> scalars() {
    return Map.copyOf(scalars);
  }

  List<SqlOperator> operators() {
    return List.copyOf(operators);
  }
}

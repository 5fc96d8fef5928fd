package dev.catchment.query;

import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlAggFunction;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlCall;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlFunction;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlKind;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlLiteral;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlNode;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlNodeList;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlWindow;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.OperandTypes;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.ReturnTypes;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeName;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.validate.SqlValidator;

/** How many standard deviations a number is above the mean of its column. */
final class ZScore extends SqlFunction {
  private static final long serialVersionUID = 1;

  ZScore() {
    super(
        "ZSCORE",
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
        null,
        OperandTypes.NUMERIC,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }

  @Override
  public SqlNode rewriteCall(SqlValidator validator, SqlCall call) {
    SqlParserPos at = call.getParserPosition();
    SqlNode of =
        SqlStdOperatorTable.CAST.createCall(
            at,
            call.operand(0),
            new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.DOUBLE, at), at));
    return SqlStdOperatorTable.DIVIDE.createCall(
        at,
        SqlStdOperatorTable.MINUS.createCall(at, of, over(SqlStdOperatorTable.AVG, of, at)),
        SqlStdOperatorTable.NULLIF.rewriteCall(
            validator,
            SqlStdOperatorTable.NULLIF.createCall(
                at,
                over(SqlStdOperatorTable.STDDEV_POP, of, at),
                SqlLiteral.createApproxNumeric("0E0", at))));
  }

  private static SqlNode over(SqlAggFunction function, SqlNode of, SqlParserPos at) {
    SqlNode window =
        SqlWindow.create(
            null,
            null,
            SqlNodeList.EMPTY,
            SqlNodeList.EMPTY,
            SqlLiteral.createBoolean(false, at),
            null,
            null,
            null,
            at);
    return SqlStdOperatorTable.OVER.createCall(at, function.createCall(at, of), window);
  }
}

package dev.catchment.query;

import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.runtime.Resources;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlCallBinding;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlOperator;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.OperandTypes;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.validate.SqlValidatorException;

/** The arguments of SCORE: pairs of a weight and a number. */
final class WeightedPairs implements SqlOperandTypeChecker {
  private static final SqlOperandTypeChecker NUMBERS =
      OperandTypes.repeat(SqlOperandCountRanges.any(), OperandTypes.NUMERIC);
  private static final Messages MESSAGES = Resources.create(Messages.class);

  private interface Messages {
    @Resources.BaseMessage(
        "SCORE takes pairs of a weight and a number, such as SCORE(0.3, a, 0.7, b)")
    Resources.ExInst<SqlValidatorException> pairs();
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding call, boolean throwOnFailure) {
    int count = call.getOperandCount();
    if (count > 0 && count % 2 == 0) {
      return NUMBERS.checkOperandTypes(call, throwOnFailure);
    }
    if (throwOnFailure) {
      throw call.newError(MESSAGES.pairs());
    }
    return false;
  }

  /** Any, so that a wrong one is refused above: Calcite would only tell the least number. */
  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.any();
  }

  @Override
  public String getAllowedSignatures(SqlOperator operator, String name) {
    return "'" + name + "(<NUMERIC>, <NUMERIC>, ...)'";
  }
}

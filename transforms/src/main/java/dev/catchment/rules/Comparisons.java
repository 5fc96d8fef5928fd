package dev.catchment.rules;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExprVisitor;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the numbers that an expression compares a field with. */
final class Comparisons extends CelExprVisitor {
  private static final Set<String> OPERATORS = Set.of("_<_", "_<=_", "_>_", "_>=_", "_==_", "_!=_");

  private final String field;
  private final NavigableSet<Double> numbers = new TreeSet<>();
  private int uses;
  private int compared;

  Comparisons(String field) {
    this.field = field;
  }

  /** The numbers, in order; empty where the expression uses the field in another way as well. */
  Optional<NavigableSet<Double>> numbers() {
    return uses > 0 && uses == compared ? Optional.of(numbers) : Optional.empty();
  }

  @Override
  protected void visit(CelExpr expression, CelExpr.CelIdent name) {
    if (name.name().equals(field)) {
      uses++;
    }
  }

  @Override
  protected void visit(CelExpr expression, CelExpr.CelCall call) {
    if (OPERATORS.contains(call.function())) {
      List<CelExpr> sides = call.args();
      compare(sides.get(0), sides.get(1));
      compare(sides.get(1), sides.get(0));
    }
    super.visit(expression, call);
  }

  private void compare(CelExpr side, CelExpr other) {
    boolean isField =
        side.getKind() == CelExpr.ExprKind.Kind.IDENT && side.ident().name().equals(field);
    if (!isField || other.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
      return;
    }
    CelConstant constant = other.constant();
    switch (constant.getKind()) {
      case INT64_VALUE -> numbers.add((double) constant.int64Value());
      case DOUBLE_VALUE -> numbers.add(constant.doubleValue());
      case NULL_VALUE -> {}
      default -> {
        return;
      }
    }
    compared++;
  }
}

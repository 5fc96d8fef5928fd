package dev.catchment.rules;

import dev.catchment.model.Field;
import dev.catchment.model.FieldType;
import dev.catchment.model.Nearest;
import dev.catchment.model.Schema;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compiles CEL sources and puts its complaints into words. */
final class CelCompilation {
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");
  private static final Cel RUNTIME = environment().build();

  private CelCompilation() {}

  private static CelBuilder environment() {
    return CelFactory.standardCelBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .addCompilerLibraries(CelExtensions.strings(), CelExtensions.math(OPTIONS))
        .addRuntimeLibraries(CelExtensions.strings(), CelExtensions.math(OPTIONS));
  }

  static CelAbstractSyntaxTree check(
      String name, String expression, Schema fields, FieldType result) {
    CelBuilder environment = environment();
    for (Field field : fields.fields()) {
      environment.addVar(field.name(), CelTypes.of(field.type()));
    }
    CelValidationResult checked = environment.build().compile(expression);
    CelAbstractSyntaxTree tree;
    try {
      tree = checked.getAst();
    } catch (CelValidationException e) {
      throw new RuleException(complaint(name, expression, fields, checked.getErrors().get(0)));
    }
    if (!CelTypes.gives(tree.getResultType(), result)) {
      throw new RuleException(
          "rule %s gives a value of type %s where %s is wanted: %s"
              .formatted(
                  name,
                  CelTypes.nameOf(tree.getResultType()),
                  result.name().toLowerCase(Locale.ROOT),
                  expression));
    }
    return tree;
  }

  static CelRuntime.Program program(CelAbstractSyntaxTree tree) {
    try {
      return RUNTIME.createProgram(tree);
    } catch (CelEvaluationException e) {
      throw new IllegalStateException("a checked expression has no program", e);
    }
  }

  /** The kind of an evaluation failure, without the values that were part of it. */
  static String reason(CelEvaluationException e) {
    return switch (e.getErrorCode()) {
      case DIVIDE_BY_ZERO -> "division by zero";
      case NUMERIC_OVERFLOW -> "numeric overflow";
      case BAD_FORMAT -> "a text cannot be converted";
      case OVERLOAD_NOT_FOUND -> "an operator does not fit the types of its operands";
      case INDEX_OUT_OF_BOUNDS -> "index out of bounds";
      default -> "it cannot be evaluated";
    };
  }

  private static String complaint(String name, String expression, Schema fields, CelIssue issue) {
    int column = issue.getSourceLocation().getColumn();
    String message = issue.getMessage().replaceAll("wrapper\\((\\w+)\\)", "$1");
    if (message.startsWith("undeclared reference") && issue.getSourceLocation().getLine() == 1) {
      Matcher found = NAME.matcher(expression);
      String unknown = found.find(Math.max(0, column)) ? found.group() : expression;
      if (!expression.startsWith("(", found.end())) {
        String hint = Nearest.hint(unknown, fields.names());
        message =
            "no field "
                + unknown
                + (hint.isEmpty() ? "." : hint)
                + " The fields are "
                + String.join(", ", fields.names());
      }
    } else if (message.contains("'(int, double)'") || message.contains("'(double, int)'")) {
      message += "; convert the whole number with double(…), or write 2.0 instead of 2";
    }
    return "rule %s is wrong at line %d, column %d: %s%n    %s%n    %s^"
        .formatted(
            name,
            issue.getSourceLocation().getLine(),
            column + 1,
            message,
            expression,
            " ".repeat(Math.max(0, column)));
  }
}

package dev.catchment.query;

import dev.catchment.model.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.runtime.CalciteContextException;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.runtime.CalciteException;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlCall;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlKind;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlNode;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.parser.SqlParseException;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.util.SqlBasicVisitor;

/** Puts what Calcite says of a wrong query into the words of this project. */
final class SqlErrors {
  private static final Pattern COLUMN =
      Pattern.compile("Column '([^']*)' not found in (?:any table|table '([^']*)').*");
  private static final Pattern TABLE =
      Pattern.compile("(?:Object '([^']*)' not found|Table '([^']*)' not found).*");
  private static final Pattern FUNCTION =
      Pattern.compile("No match found for function signature ([^(]*)\\(.*");
  private static final Pattern ENCOUNTERED =
      Pattern.compile(
          "(?:Incorrect syntax near the keyword|Encountered) \"?'?([^\"'\\n]*).*", Pattern.DOTALL);

  private static final List<String> WORDS =
      List.of("SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "JOIN");

  /** The table functions. */
  private static final List<String> WINDOWS =
      Arrays.stream(WindowSpec.Kind.values()).map(Enum::name).toList();

  private final String sql;
  private final SortedMap<String, QueryTable> tables;

  SqlErrors(String sql, SortedMap<String, QueryTable> tables) {
    this.sql = sql;
    this.tables = tables;
  }

  QueryException ofSyntax(SqlParseException error) {
    if (error.getMessage() == null) {
      return ofPlanner(error.getCause());
    }
    SqlParserPos place = error.getPos();
    String first = error.getMessage().lines().findFirst().orElse("");
    Matcher matcher = ENCOUNTERED.matcher(error.getMessage());
    if (place == null || place.getLineNum() == 0) {
      return new QueryException("The query cannot be parsed: " + first);
    }
    String what =
        matcher.matches()
            ? matcher.group(1).startsWith("<EOF>")
                ? "the query ends too early"
                : "unexpected \"" + matcher.group(1).strip() + "\""
            : first;
    return at(place.getLineNum(), place.getColumnNum(), what + keywordHint(matcher));
  }

  /** What may have been meant by a word that cannot stand where it is. */
  private String keywordHint(Matcher matcher) {
    if (!matcher.matches()) {
      return ".";
    }
    String word = matcher.group(1).strip();
    Set<String> names = columns();
    names.addAll(tables.keySet());
    return names.stream().anyMatch(name -> name.equalsIgnoreCase(word))
        ? "; a name that is a word of SQL stands in double quotes."
        : Nearest.hintOrStop(word, WORDS);
  }

  QueryException ofMeaning(CalciteContextException error) {
    String message =
        error.getCause() == null
            ? error.getMessage()
            : String.valueOf(error.getCause().getMessage());
    return at(error.getPosLine(), error.getPosColumn(), words(message));
  }

  /** What is said where Calcite fails in another way than it should. */
  QueryException ofPlanner(Throwable error) {
    String why =
        error instanceof StackOverflowError
            ? "it is nested too deep."
            : error instanceof UnsupportedOperationException || error instanceof CalciteException
                ? String.valueOf(error.getMessage())
                : "Calcite, which plans it, fails with "
                    + error.getClass().getSimpleName()
                    + "; look at the number and types of the arguments of each function.";
    return new QueryException("The query cannot be planned: " + why, error);
  }

  /** Refuses arguments by name where Calcite fails on them: outside of table functions. */
  void checkArgumentNames(SqlNode query) {
    query.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            boolean isOfTable =
                WINDOWS.contains(call.getOperator().getName().toUpperCase(Locale.ROOT));
            for (SqlNode operand : call.getOperandList()) {
              if (!isOfTable
                  && operand != null
                  && operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
                SqlParserPos place = operand.getParserPosition();
                throw at(
                    place.getLineNum(),
                    place.getColumnNum(),
                    "only the windows " + String.join(", ", WINDOWS) + " take arguments by name.");
              }
            }
            return super.visit(call);
          }
        });
  }

  private String words(String message) {
    Matcher column = COLUMN.matcher(message);
    if (column.matches()) {
      String name = column.group(1);
      return "there is no column "
          + name
          + (columns().contains(name) ? " here." : Nearest.hintOrStop(name, columns()));
    }
    Matcher table = TABLE.matcher(message);
    if (table.matches()) {
      String name = table.group(1) == null ? table.group(2) : table.group(1);
      String hint = Nearest.hint(name, tables.keySet());
      return "there is no table "
          + name
          + (hint.isEmpty()
              ? "; the tables are " + String.join(", ", tables.keySet()) + "."
              : hint);
    }
    Matcher function = FUNCTION.matcher(message);
    if (function.matches()) {
      String name = function.group(1);
      List<String> known = Functions.names();
      if (known.contains(name.toUpperCase(Locale.ROOT))) {
        return "the function "
            + name
            + " does not take these arguments: "
            + message.substring(message.indexOf('('))
            + ".";
      }
      return "there is no function " + name + Nearest.hintOrStop(name, known);
    }
    if (message.contains("'DATE_TRUNC'")) {
      return "DATE_TRUNC is not known; write FLOOR(… TO MONTH).";
    }
    return message.endsWith(".") ? message : message + ".";
  }

  private Set<String> columns() {
    Set<String> names = new TreeSet<>();
    tables.values().forEach(table -> names.addAll(table.type().names()));
    return names;
  }

  private QueryException at(int line, int column, String what) {
    String text = sql.lines().skip(Math.max(0, line - 1)).findFirst().orElse("");
    return new QueryException(
        "Line "
            + line
            + ", column "
            + column
            + " of the query: "
            + what
            + "\n  "
            + text
            + "\n  "
            + " ".repeat(Math.max(0, column - 1))
            + "^");
  }
}

package dev.catchment.query;

import dev.catchment.model.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.runtime.CalciteContextException;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.parser.SqlParseException;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.parser.SqlParserPos;

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

  private final String sql;
  private final SortedMap<String, QueryTable> tables;

  SqlErrors(String sql, SortedMap<String, QueryTable> tables) {
    this.sql = sql;
    this.tables = tables;
  }

  QueryException ofSyntax(SqlParseException error) {
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

  private String words(String message) {
    Matcher column = COLUMN.matcher(message);
    if (column.matches()) {
      return "there is no column "
          + column.group(1)
          + Nearest.hintOrStop(column.group(1), columns());
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

package dev.catchment.pipelines.query;

import dev.catchment.pipelines.JsonFile;
import dev.catchment.pipelines.UsageException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes a plan of what the options ask for: of the tables, the queries and the score. */
final class Statements {
  private Statements() {}

  /**
   * The plan of options.
   *
   * @throws UsageException when something is wrong with them
   */
  static QueryPlan plan(QueryOptions options) {
    Map<String, QuerySource> sources = sources(options);
    List<String> statements = new ArrayList<>(split(text("sql", options.getSql())));
    if (statements.isEmpty()) {
      throw new UsageException(
          "--sql: there is no query in it; write one such as SELECT COUNT(*) AS number FROM %s"
              .formatted(sources.keySet().iterator().next()));
    }
    if (options.getThen() != null) {
      statements.addAll(split(text("then", options.getThen())));
    }
    QueryPlan plan = QueryPlan.of(statements, sources);
    return options.getScore() == null
        ? plan
        : plan.then(Weights.read(options.getScore()).sql(plan.type()));
  }

  private static Map<String, QuerySource> sources(QueryOptions options) {
    Map<String, String> places = new LinkedHashMap<>();
    for (String input : options.getInput()) {
      int sign = input.indexOf('=');
      String name = input.substring(0, sign);
      if (name.toLowerCase(Locale.ROOT).equals(QueryPlan.RESULT)) {
        throw new UsageException(
            "--input=%s: the name %s is that of the result of a query; choose another"
                .formatted(input, name));
      }
      if (places.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
        throw new UsageException(
            "--input=%s: the name %s is given twice; give each table its own"
                .formatted(input, name));
      }
      places.put(name, input.substring(sign + 1));
    }
    SourceFinder finder = new SourceFinder(options, List.copyOf(places.keySet()));
    Map<String, QuerySource> sources = new LinkedHashMap<>();
    places.forEach((name, place) -> sources.put(name, finder.find(name, place)));
    return sources;
  }

  private static String text(String option, String value) {
    if (!value.startsWith("@")) {
      return value;
    }
    try {
      return JsonFile.readText(value.substring(1));
    } catch (UncheckedIOException e) {
      throw new UsageException(
          "--%s=%s: the file cannot be read: %s"
              .formatted(option, value, e.getCause().getMessage()),
          e);
    }
  }

  /**
   * The statements between semicolons that are in no quotes and no comment. The word result, which
   * is a word of SQL, is put into quotes, so that it names a table or column.
   */
  static List<String> split(String text) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int end = end(text, at);
      String token = text.substring(at, end);
      if (token.equals(";")) {
        statements.add(statement.toString());
        statement.setLength(0);
      } else if (token.equalsIgnoreCase(QueryPlan.RESULT)) {
        statement.append('"').append(token).append('"');
      } else {
        statement.append(token);
      }
      at = end;
    }
    statements.add(statement.toString());
    statements.removeIf(String::isBlank);
    return statements;
  }

  /** Where the token that begins at a place ends: a text, a name, a comment, a word or a sign. */
  private static int end(String text, int at) {
    char next = text.charAt(at);
    if (next == '\'' || next == '"') {
      return after(text, String.valueOf(next), at + 1);
    }
    if (text.startsWith("--", at)) {
      return after(text, "\n", at);
    }
    if (text.startsWith("/*", at)) {
      return after(text, "*/", at + 2);
    }
    int end = at + 1;
    while (Character.isJavaIdentifierPart(next)
        && end < text.length()
        && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int after(String text, String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }
}

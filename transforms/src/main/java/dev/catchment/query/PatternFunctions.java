package dev.catchment.query;

import static dev.catchment.query.FunctionSet.TEXT;
import static dev.catchment.query.FunctionSet.TEXT_OR_NULL;
import static dev.catchment.query.TextFunctions.text;
import static org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.OperandTypes.family;
import static org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeFamily.CHARACTER;
import static org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeFamily.INTEGER;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.OperandTypes;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.ReturnTypes;

/** Functions that match texts with regular expressions and the patterns of LIKE. */
final class PatternFunctions {
  private static final ThreadLocal<Map<String, Pattern>> COMPILED =
      ThreadLocal.withInitial(
          () ->
              new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Pattern> eldest) {
                  return size() > 100;
                }
              });

  private PatternFunctions() {}

  static void addTo(FunctionSet functions) {
    functions.standard("LIKE", like(false, true));
    functions.standard("NOT LIKE", like(false, false));
    functions.standard("ILIKE", like(true, true));
    functions.standard("NOT ILIKE", like(true, false));
    functions.own(
        "REGEXP_LIKE",
        ReturnTypes.BOOLEAN_NULLABLE,
        family(CHARACTER, CHARACTER),
        a -> regex(text(a[1])).matcher(text(a[0])).find());
    functions.own(
        "REGEXP_REPLACE",
        TEXT,
        family(CHARACTER, CHARACTER, CHARACTER),
        a -> {
          try {
            return regex(text(a[1])).matcher(text(a[0])).replaceAll(text(a[2]));
          } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw RowFailure.argument("A replacement names a group that its pattern lacks.");
          }
        });
    functions.own(
        "REGEXP_EXTRACT",
        TEXT_OR_NULL,
        OperandTypes.or(family(CHARACTER, CHARACTER), family(CHARACTER, CHARACTER, INTEGER)),
        a -> {
          Matcher matcher = regex(text(a[1])).matcher(text(a[0]));
          long group = a.length > 2 ? (Long) a[2] : Math.min(1, matcher.groupCount());
          if (group < 0 || group > matcher.groupCount()) {
            throw RowFailure.argument("A pattern has no group of this number.");
          }
          return matcher.find() ? matcher.group((int) group) : null;
        });
  }

  private static Functions.Scalar like(boolean anyCase, boolean wanted) {
    return a ->
        likePattern(text(a[1]), a.length > 2 ? text(a[2]) : "", anyCase)
                .matcher(text(a[0]))
                .matches()
            == wanted;
  }

  private static Pattern regex(String pattern) {
    return COMPILED.get().computeIfAbsent(pattern, PatternFunctions::compile);
  }

  private static Pattern compile(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw RowFailure.argument("A pattern is no regular expression.");
    }
  }

  private static Pattern likePattern(String pattern, String escape, boolean anyCase) {
    return COMPILED
        .get()
        .computeIfAbsent(
            (anyCase ? "i" : "s") + escape + "\0" + pattern,
            unused -> compileLike(pattern, escape, anyCase));
  }

  private static Pattern compileLike(String like, String escape, boolean anyCase) {
    if (escape.length() > 1) {
      throw RowFailure.argument("The escape of LIKE is more than one character.");
    }
    StringBuilder regex = new StringBuilder();
    for (int index = 0; index < like.length(); index++) {
      char next = like.charAt(index);
      if (!escape.isEmpty() && next == escape.charAt(0)) {
        index++;
        if (index == like.length()) {
          throw RowFailure.argument("A pattern of LIKE ends with its escape character.");
        }
        regex.append(Pattern.quote(like.substring(index, index + 1)));
      } else if (next == '%') {
        regex.append(".*");
      } else if (next == '_') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(next)));
      }
    }
    int flags = Pattern.DOTALL | (anyCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
    return Pattern.compile(regex.toString(), flags);
  }
}

package dev.catchment.query;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.catchment.model.Shape;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlAggFunction;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlCall;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlFunction;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlIdentifier;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlKind;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlLiteral;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlNode;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlNodeList;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlOperator;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlOperatorTable;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlSyntax;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlWindow;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.OperandTypes;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.ReturnTypes;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlSingleOperandTypeChecker;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeName;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.validate.SqlValidator;

/** The functions that a query may call: their signatures for the validator, and what they do. */
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

  /** Kilometres, the mean radius of the Earth by the IUGG. */
  private static final double EARTH = 6371.0088;

  private static final int LONGEST = 16 << 20;

  private static final Map<String, Scalar> SCALARS = new TreeMap<>();
  private static final List<SqlOperator> OWN = new ArrayList<>();

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
    List<SqlOperator> all = new ArrayList<>(OWN);
    all.add(SqlLibraryOperators.TRY_CAST);
    all.add(SqlLibraryOperators.SAFE_CAST);
    all.add(SqlLibraryOperators.NVL);
    all.add(SqlLibraryOperators.IFNULL);
    all.add(SqlLibraryOperators.IF);
    all.add(SqlLibraryOperators.ILIKE);
    all.add(SqlLibraryOperators.NOT_ILIKE);
    all.add(SqlLibraryOperators.BOOL_AND);
    all.add(SqlLibraryOperators.BOOL_OR);
    all.add(PERCENTILE);
    all.add(APPROX_DISTINCT);
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

  private static void own(
      String name, SqlReturnTypeInference returns, SqlOperandTypeChecker takes, Scalar function) {
    OWN.add(
        new SqlFunction(
            name,
            SqlKind.OTHER_FUNCTION,
            returns,
            null,
            takes,
            SqlFunctionCategory.USER_DEFINED_FUNCTION));
    SCALARS.put(name, function);
  }

  private static final SqlReturnTypeInference TEXT =
      ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.TO_NULLABLE);
  private static final SqlReturnTypeInference TEXT_OR_NULL =
      ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE);
  private static final SqlSingleOperandTypeChecker C = OperandTypes.CHARACTER;

  private static SqlSingleOperandTypeChecker family(SqlTypeFamily... families) {
    return OperandTypes.family(families);
  }

  private static final SqlTypeFamily STRING = SqlTypeFamily.CHARACTER;
  private static final SqlTypeFamily NUMBER = SqlTypeFamily.NUMERIC;
  private static final SqlTypeFamily WHOLE = SqlTypeFamily.INTEGER;

  static {
    texts();
    patterns();
    numbers();
    times();
    shipped();
  }

  private static String text(Object value) {
    return (String) value;
  }

  private static int length(Object value) {
    long length = (Long) value;
    if (length > LONGEST) {
      throw RowFailure.argument("A text would be longer than " + LONGEST + " characters.");
    }
    return (int) Math.max(0, length);
  }

  private static int count(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The characters from a place on, the first being 1; what lies outside is left out. */
  private static String part(String text, long from, long length) {
    if (length < 0) {
      throw RowFailure.argument("The length of a part of a text is negative.");
    }
    int size = count(text);
    long end = length > size + Math.abs(from) ? size + 1L : Math.min(size + 1L, from + length);
    long start = Math.max(1, from);
    if (end <= start) {
      return "";
    }
    int begin = text.offsetByCodePoints(0, (int) start - 1);
    return text.substring(begin, text.offsetByCodePoints(begin, (int) (end - start)));
  }

  private static void texts() {
    SCALARS.put("UPPER", a -> text(a[0]).toUpperCase(Locale.ROOT));
    SCALARS.put("LOWER", a -> text(a[0]).toLowerCase(Locale.ROOT));
    SCALARS.put("INITCAP", a -> initcap(text(a[0])));
    SCALARS.put("CHAR_LENGTH", a -> (long) count(text(a[0])));
    SCALARS.put("CHARACTER_LENGTH", SCALARS.get("CHAR_LENGTH"));
    own("LENGTH", ReturnTypes.BIGINT_NULLABLE, C, a -> (long) count(text(a[0])));
    SCALARS.put(
        "OCTET_LENGTH",
        a ->
            (long)
                (a[0] instanceof byte[] bytes
                    ? bytes.length
                    : text(a[0]).getBytes(StandardCharsets.UTF_8).length));
    Scalar substring =
        a -> part(text(a[0]), (Long) a[1], a.length > 2 ? (Long) a[2] : Integer.MAX_VALUE);
    SCALARS.put("SUBSTRING", substring);
    own(
        "SUBSTR",
        TEXT,
        OperandTypes.or(family(STRING, WHOLE), family(STRING, WHOLE, WHOLE)),
        substring);
    SCALARS.put("TRIM", a -> trim(text(a[0]), text(a[1]), text(a[2])));
    own("LTRIM", TEXT, C, a -> trim("LEADING", " ", text(a[0])));
    own("RTRIM", TEXT, C, a -> trim("TRAILING", " ", text(a[0])));
    SCALARS.put("||", a -> a[0] instanceof byte[] b ? join(b, (byte[]) a[1]) : text(a[0]) + a[1]);
    own(
        "CONCAT",
        TEXT,
        OperandTypes.repeat(SqlOperandCountRanges.from(1), C),
        a -> String.join("", Arrays.copyOf(a, a.length, String[].class)));
    own(
        "CONCAT_WS",
        TEXT_OR_NULL,
        OperandTypes.repeat(SqlOperandCountRanges.from(2), C),
        a ->
            a[0] == null
                ? null
                : Arrays.stream(a, 1, a.length)
                    .filter(Objects::nonNull)
                    .map(Functions::text)
                    .collect(Collectors.joining(text(a[0]))));
    SCALARS.put(
        "REPLACE", a -> text(a[1]).isEmpty() ? a[0] : text(a[0]).replace(text(a[1]), text(a[2])));
    own("LEFT", TEXT, family(STRING, WHOLE), a -> part(text(a[0]), 1, Math.max(0, (Long) a[1])));
    own(
        "RIGHT",
        TEXT,
        family(STRING, WHOLE),
        a -> {
          long size = count(text(a[0]));
          long wanted = Math.min(size, Math.max(0, (Long) a[1]));
          return part(text(a[0]), size - wanted + 1, wanted);
        });
    SqlOperandTypeChecker pads =
        OperandTypes.or(family(STRING, WHOLE), family(STRING, WHOLE, STRING));
    own("LPAD", TEXT, pads, a -> pad(a, true));
    own("RPAD", TEXT, pads, a -> pad(a, false));
    own(
        "REPEAT",
        TEXT,
        family(STRING, WHOLE),
        a -> {
          length(text(a[0]).length() * Math.min(LONGEST + 1L, Math.max(0, (Long) a[1])));
          return text(a[0]).repeat(length(a[1]));
        });
    own("REVERSE", TEXT, C, a -> new StringBuilder(text(a[0])).reverse().toString());
    SCALARS.put("ASCII", a -> text(a[0]).isEmpty() ? 0L : (long) text(a[0]).codePointAt(0));
    own(
        "CHR",
        TEXT,
        family(WHOLE),
        a -> {
          if (!Character.isValidCodePoint((int) Math.min(Integer.MAX_VALUE, (Long) a[0]))
              || (Long) a[0] < 0) {
            throw RowFailure.argument("A number is no character.");
          }
          return Character.toString((int) (long) (Long) a[0]);
        });
    own(
        "SPLIT_PART",
        TEXT,
        family(STRING, STRING, WHOLE),
        a -> {
          if (text(a[1]).isEmpty()) {
            return (Long) a[2] == 1 ? a[0] : "";
          }
          String[] parts = text(a[0]).split(Pattern.quote(text(a[1])), -1);
          long index = (Long) a[2];
          return index >= 1 && index <= parts.length ? parts[(int) index - 1] : "";
        });
    SCALARS.put("POSITION", a -> place(text(a[0]), text(a[1]), a.length > 2 ? (Long) a[2] : 1));
    own(
        "STRPOS",
        ReturnTypes.BIGINT_NULLABLE,
        family(STRING, STRING),
        a -> place(text(a[1]), text(a[0]), 1));
    own(
        "STARTS_WITH",
        ReturnTypes.BOOLEAN_NULLABLE,
        family(STRING, STRING),
        a -> text(a[0]).startsWith(text(a[1])));
    own(
        "ENDS_WITH",
        ReturnTypes.BOOLEAN_NULLABLE,
        family(STRING, STRING),
        a -> text(a[0]).endsWith(text(a[1])));
    SCALARS.put(
        "OVERLAY",
        a -> {
          String base = text(a[0]);
          String with = text(a[1]);
          long from = (Long) a[2];
          long length = a.length > 3 ? (Long) a[3] : count(with);
          if (from < 1 || length < 0) {
            throw RowFailure.argument(
                "A part of a text begins before it, or its length is negative.");
          }
          return part(base, 1, from - 1) + with + part(base, from + length, Integer.MAX_VALUE);
        });
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static String initcap(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean inside = false;
    for (int index = 0; index < text.length(); index++) {
      char next = text.charAt(index);
      result.append(inside ? Character.toLowerCase(next) : Character.toUpperCase(next));
      inside = Character.isLetterOrDigit(next);
    }
    return result.toString();
  }

  private static String trim(String where, String what, String text) {
    if (what.isEmpty()) {
      return text;
    }
    int start = 0;
    int end = text.length();
    if (!where.equals("TRAILING")) {
      while (start < end && what.indexOf(text.charAt(start)) >= 0) {
        start++;
      }
    }
    if (!where.equals("LEADING")) {
      while (end > start && what.indexOf(text.charAt(end - 1)) >= 0) {
        end--;
      }
    }
    return text.substring(start, end);
  }

  private static String pad(Object[] a, boolean left) {
    String text = text(a[0]);
    int wanted = length(a[1]);
    String with = a.length > 2 ? text(a[2]) : " ";
    int size = count(text);
    if (size >= wanted) {
      return part(text, 1, wanted);
    }
    if (with.isEmpty()) {
      return text;
    }
    String padding = part(with.repeat((wanted - size) / count(with) + 1), 1, wanted - size);
    return left ? padding + text : text + padding;
  }

  /**
   * The place of the first occurrence at or after a place, the first being 1; 0 if there is none.
   */
  private static long place(String what, String text, long from) {
    if (from < 1 || from > count(text) + 1L) {
      return 0;
    }
    int index = text.indexOf(what, text.offsetByCodePoints(0, (int) from - 1));
    return index < 0 ? 0 : text.codePointCount(0, index) + 1L;
  }

  private static final class Patterns {
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

    static Pattern regex(String pattern) {
      return COMPILED.get().computeIfAbsent(pattern, Patterns::compile);
    }

    private static Pattern compile(String pattern) {
      try {
        return Pattern.compile(pattern);
      } catch (PatternSyntaxException e) {
        throw RowFailure.argument("A pattern is no regular expression.");
      }
    }

    static Pattern like(String pattern, String escape, boolean anyCase) {
      return COMPILED
          .get()
          .computeIfAbsent(
              (anyCase ? "i" : "s") + escape + "\0" + pattern,
              unused -> likePattern(pattern, escape, anyCase));
    }

    private static Pattern likePattern(String like, String escape, boolean anyCase) {
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

  private static Scalar like(boolean anyCase, boolean wanted) {
    return a ->
        Patterns.like(text(a[1]), a.length > 2 ? text(a[2]) : "", anyCase)
                .matcher(text(a[0]))
                .matches()
            == wanted;
  }

  private static void patterns() {
    SCALARS.put("LIKE", like(false, true));
    SCALARS.put("NOT LIKE", like(false, false));
    SCALARS.put("ILIKE", like(true, true));
    SCALARS.put("NOT ILIKE", like(true, false));
    own(
        "REGEXP_LIKE",
        ReturnTypes.BOOLEAN_NULLABLE,
        family(STRING, STRING),
        a -> Patterns.regex(text(a[1])).matcher(text(a[0])).find());
    own(
        "REGEXP_REPLACE",
        TEXT,
        family(STRING, STRING, STRING),
        a -> {
          try {
            return Patterns.regex(text(a[1])).matcher(text(a[0])).replaceAll(text(a[2]));
          } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw RowFailure.argument("A replacement names a group that its pattern lacks.");
          }
        });
    own(
        "REGEXP_EXTRACT",
        TEXT_OR_NULL,
        OperandTypes.or(family(STRING, STRING), family(STRING, STRING, WHOLE)),
        a -> {
          Matcher matcher = Patterns.regex(text(a[1])).matcher(text(a[0]));
          long group = a.length > 2 ? (Long) a[2] : Math.min(1, matcher.groupCount());
          if (group < 0 || group > matcher.groupCount()) {
            throw RowFailure.argument("A pattern has no group of this number.");
          }
          return matcher.find() ? matcher.group((int) group) : null;
        });
  }

  private static double real(Object number) {
    return ((Number) number).doubleValue();
  }

  private interface RealFunction extends Serializable {
    double of(double number);
  }

  /** A function of real numbers that has no value outside of its domain. */
  private static Scalar real(String name, RealFunction function) {
    return a -> {
      double x = real(a[0]);
      double y = function.of(x);
      if (Double.isNaN(y) && !Double.isNaN(x)) {
        throw RowFailure.argument(name + " has no value for a number.");
      }
      return y;
    };
  }

  private static void standard(String name, RealFunction function) {
    SCALARS.put(name, real(name, function));
  }

  private static double log(double x) {
    return x <= 0 ? Double.NaN : StrictMath.log(x);
  }

  private static void numbers() {
    standard("SQRT", Math::sqrt);
    standard("CBRT", StrictMath::cbrt);
    standard("EXP", StrictMath::exp);
    standard("LN", Functions::log);
    standard("LOG10", x -> x <= 0 ? Double.NaN : StrictMath.log10(x));
    own(
        "LOG2",
        ReturnTypes.DOUBLE_NULLABLE,
        OperandTypes.NUMERIC,
        real("LOG2", x -> log(x) / log(2)));
    standard("SIN", StrictMath::sin);
    standard("COS", StrictMath::cos);
    standard("TAN", StrictMath::tan);
    standard("COT", x -> 1 / StrictMath.tan(x));
    standard("ASIN", StrictMath::asin);
    standard("ACOS", StrictMath::acos);
    standard("ATAN", StrictMath::atan);
    SCALARS.put("ATAN2", a -> StrictMath.atan2(real(a[0]), real(a[1])));
    standard("DEGREES", Math::toDegrees);
    standard("RADIANS", Math::toRadians);
    SCALARS.put("PI", a -> Math.PI);
    SCALARS.put(
        "POWER",
        a -> {
          double power = StrictMath.pow(real(a[0]), real(a[1]));
          if (Double.isNaN(power) && !Double.isNaN(real(a[0])) && !Double.isNaN(real(a[1]))) {
            throw RowFailure.argument("POWER has no value for two numbers.");
          }
          return power;
        });
    SCALARS.put(
        "ABS",
        a -> {
          if (a[0] instanceof Long number) {
            if (number == Long.MIN_VALUE) {
              throw RowFailure.overflow("BIGINT");
            }
            return Math.abs(number);
          }
          return a[0] instanceof Double number ? Math.abs(number) : ((BigDecimal) a[0]).abs();
        });
    SCALARS.put(
        "SIGN",
        a ->
            a[0] instanceof Double number
                ? Math.signum(number)
                : a[0] instanceof BigDecimal decimal
                    ? BigDecimal.valueOf(decimal.signum())
                    : (long) Long.signum((Long) a[0]));
    SCALARS.put("FLOOR", a -> toUnit(a, RoundingMode.FLOOR));
    SCALARS.put("CEIL", a -> toUnit(a, RoundingMode.CEILING));
    SCALARS.put("ROUND", a -> round(a, RoundingMode.HALF_UP));
    SCALARS.put("TRUNCATE", a -> round(a, RoundingMode.DOWN));
    own(
        "TRUNC",
        ReturnTypes.ARG0_NULLABLE,
        OperandTypes.or(OperandTypes.NUMERIC, family(NUMBER, WHOLE)),
        a -> round(a, RoundingMode.DOWN));
    SqlOperandTypeChecker same = OperandTypes.SAME_VARIADIC;
    SqlReturnTypeInference least =
        ReturnTypes.LEAST_RESTRICTIVE.andThen(SqlTypeTransforms.TO_NULLABLE);
    own("GREATEST", least, same, a -> extreme(a, 1));
    own("LEAST", least, same, a -> extreme(a, -1));
  }

  private static Object extreme(Object[] values, int sign) {
    Object best = values[0];
    for (Object value : values) {
      if (Integer.signum(Comparisons.compare(value, best)) == sign) {
        best = value;
      }
    }
    return best;
  }

  private static Object toUnit(Object[] a, RoundingMode mode) {
    if (a.length > 1) {
      return mode == RoundingMode.FLOOR
          ? Moments.floor(text(a[1]), (Long) a[0])
          : Moments.ceil(text(a[1]), (Long) a[0]);
    }
    if (a[0] instanceof Double number) {
      return mode == RoundingMode.FLOOR ? Math.floor(number) : Math.ceil(number);
    }
    return a[0] instanceof BigDecimal decimal ? decimal.setScale(0, mode) : a[0];
  }

  private static Object round(Object[] a, RoundingMode mode) {
    long digits = a.length > 1 ? (Long) a[1] : 0;
    int scale = (int) Math.max(-400, Math.min(400, digits));
    if (a[0] instanceof Double number) {
      return Double.isFinite(number)
          ? Casts.decimal(number).setScale(scale, mode).doubleValue()
          : number;
    }
    BigDecimal exact = Comparisons.exact(a[0]);
    return scale >= exact.scale() ? a[0] : exact.setScale(scale, mode);
  }

  private static void times() {
    SCALARS.put("EXTRACT", a -> Moments.extract(text(a[0]), (Long) a[1]));
    own(
        "LAST_DAY",
        ReturnTypes.DATE_NULLABLE,
        family(SqlTypeFamily.DATETIME),
        a -> Moments.lastDayOfMonth((Long) a[0]));
    own("UNIX_MILLIS", ReturnTypes.BIGINT_NULLABLE, family(SqlTypeFamily.DATETIME), a -> a[0]);
    own(
        "UNIX_SECONDS",
        ReturnTypes.BIGINT_NULLABLE,
        family(SqlTypeFamily.DATETIME),
        a -> Math.floorDiv((Long) a[0], 1000L));
    SqlReturnTypeInference moment =
        ReturnTypes.explicit(SqlTypeName.TIMESTAMP, 3).andThen(SqlTypeTransforms.TO_NULLABLE);
    own("TIMESTAMP_MILLIS", moment, family(WHOLE), a -> a[0]);
    own(
        "TIMESTAMP_SECONDS",
        moment,
        family(WHOLE),
        a -> {
          try {
            return Math.multiplyExact((Long) a[0], 1000L);
          } catch (ArithmeticException e) {
            throw RowFailure.overflow("TIMESTAMP");
          }
        });
    // The beginning of the window; GROUP BY TUMBLE of the standard before windows were tables.
    SCALARS.put(
        "$TUMBLE",
        a ->
            Math.floorDiv((Long) a[0] - (a.length > 2 ? (Long) a[2] : 0), (Long) a[1]) * (Long) a[1]
                + (a.length > 2 ? (Long) a[2] : 0));
  }

  private static void shipped() {
    own(
        "HASH",
        ReturnTypes.BIGINT,
        OperandTypes.repeat(SqlOperandCountRanges.from(1), OperandTypes.ANY),
        a -> {
          Hasher hasher = Hashing.murmur3_128().newHasher();
          for (Object value : a) {
            byte[] bytes =
                value == null
                    ? new byte[0]
                    : value instanceof byte[] raw
                        ? raw
                        : plain(value).getBytes(StandardCharsets.UTF_8);
            hasher.putInt(value == null ? -1 : bytes.length).putBytes(bytes);
          }
          return hasher.hash().asLong();
        });
    own(
        "SHA256",
        TEXT,
        OperandTypes.or(C, OperandTypes.BINARY),
        a -> digest(Hashing.sha256(), a[0]));
    own(
        "SHA512",
        TEXT,
        OperandTypes.or(C, OperandTypes.BINARY),
        a -> digest(Hashing.sha512(), a[0]));
    own("MASK", TEXT_OR_NULL, C, a -> a[0] == null ? null : Shape.mask(text(a[0])));
    SqlOperandTypeChecker url =
        OperandTypes.or(family(STRING, STRING), family(STRING, STRING, STRING));
    own(
        "PARSE_URL",
        TEXT_OR_NULL,
        url,
        a -> Urls.part(text(a[0]), text(a[1]), a.length > 2 ? text(a[2]) : null));
    own(
        "HAVERSINE",
        ReturnTypes.DOUBLE_NULLABLE,
        family(NUMBER, NUMBER, NUMBER, NUMBER),
        a -> haversine(real(a[0]), real(a[1]), real(a[2]), real(a[3])));
    own(
        "SCORE",
        ReturnTypes.DOUBLE_NULLABLE,
        OperandTypes.repeat(new Pairs(), OperandTypes.NUMERIC),
        Functions::score);
    OWN.add(new ZScore());
  }

  /** The sum of numbers, each multiplied by the weight before it. */
  private static Object score(Object[] weightsAndNumbers) {
    double score = 0;
    for (int index = 0; index < weightsAndNumbers.length; index += 2) {
      score += real(weightsAndNumbers[index]) * real(weightsAndNumbers[index + 1]);
    }
    return score;
  }

  /** Two operands, or four, and so on. */
  private static final class Pairs implements SqlOperandCountRange {
    @Override
    public boolean isValidCount(int count) {
      return count >= 2 && count % 2 == 0;
    }

    @Override
    public int getMin() {
      return 2;
    }

    @Override
    public int getMax() {
      return -1;
    }
  }

  private static String plain(Object value) {
    return value instanceof BigDecimal decimal
        ? decimal.stripTrailingZeros().toPlainString()
        : value.toString();
  }

  private static String digest(HashFunction function, Object value) {
    byte[] bytes = value instanceof byte[] raw ? raw : text(value).getBytes(StandardCharsets.UTF_8);
    return function.hashBytes(bytes).toString();
  }

  /** Kilometres between two places in degrees, on a sphere. */
  private static double haversine(double lat1, double lon1, double lat2, double lon2) {
    double latitude = StrictMath.sin(Math.toRadians(lat2 - lat1) / 2);
    double longitude = StrictMath.sin(Math.toRadians(lon2 - lon1) / 2);
    double h =
        latitude * latitude
            + StrictMath.cos(Math.toRadians(lat1))
                * StrictMath.cos(Math.toRadians(lat2))
                * longitude
                * longitude;
    return 2 * EARTH * StrictMath.asin(Math.min(1, Math.sqrt(h)));
  }

  /** How many standard deviations a number is above the mean of its column. */
  private static final class ZScore extends SqlFunction {
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
}

package dev.catchment.query;

import static dev.catchment.query.FunctionSet.TEXT;
import static dev.catchment.query.FunctionSet.TEXT_OR_NULL;
import static org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.OperandTypes.family;
import static org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeFamily.CHARACTER;
import static org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeFamily.INTEGER;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.OperandTypes;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.ReturnTypes;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlOperandTypeChecker;

/** Functions of texts. */
final class TextFunctions {
  private static final int LONGEST = 16 << 20;

  private TextFunctions() {}

  static void addTo(FunctionSet functions) {
    functions.standard("UPPER", a -> text(a[0]).toUpperCase(Locale.ROOT));
    functions.standard("LOWER", a -> text(a[0]).toLowerCase(Locale.ROOT));
    functions.standard("INITCAP", a -> initcap(text(a[0])));
    Functions.Scalar characters = a -> (long) count(text(a[0]));
    functions.standard("CHAR_LENGTH", characters);
    functions.standard("CHARACTER_LENGTH", characters);
    functions.own("LENGTH", ReturnTypes.BIGINT_NULLABLE, OperandTypes.CHARACTER, characters);
    functions.standard(
        "OCTET_LENGTH",
        a ->
            (long)
                (a[0] instanceof byte[] bytes
                    ? bytes.length
                    : text(a[0]).getBytes(StandardCharsets.UTF_8).length));
    Functions.Scalar substring =
        a -> part(text(a[0]), (Long) a[1], a.length > 2 ? (Long) a[2] : Integer.MAX_VALUE);
    functions.standard("SUBSTRING", substring);
    functions.own(
        "SUBSTR",
        TEXT,
        OperandTypes.or(family(CHARACTER, INTEGER), family(CHARACTER, INTEGER, INTEGER)),
        substring);
    functions.standard("TRIM", a -> trim(text(a[0]), text(a[1]), text(a[2])));
    functions.own("LTRIM", TEXT, OperandTypes.CHARACTER, a -> trim("LEADING", " ", text(a[0])));
    functions.own("RTRIM", TEXT, OperandTypes.CHARACTER, a -> trim("TRAILING", " ", text(a[0])));
    functions.standard(
        "||", a -> a[0] instanceof byte[] b ? join(b, (byte[]) a[1]) : text(a[0]) + a[1]);
    functions.own(
        "CONCAT",
        TEXT,
        OperandTypes.repeat(SqlOperandCountRanges.from(1), OperandTypes.CHARACTER),
        a -> String.join("", Arrays.copyOf(a, a.length, String[].class)));
    functions.own(
        "CONCAT_WS",
        TEXT_OR_NULL,
        OperandTypes.repeat(SqlOperandCountRanges.from(2), OperandTypes.CHARACTER),
        a ->
            a[0] == null
                ? null
                : Arrays.stream(a, 1, a.length)
                    .filter(Objects::nonNull)
                    .map(TextFunctions::text)
                    .collect(Collectors.joining(text(a[0]))));
    functions.standard(
        "REPLACE", a -> text(a[1]).isEmpty() ? a[0] : text(a[0]).replace(text(a[1]), text(a[2])));
    functions.own(
        "LEFT",
        TEXT,
        family(CHARACTER, INTEGER),
        a -> part(text(a[0]), 1, Math.max(0, (Long) a[1])));
    functions.own(
        "RIGHT",
        TEXT,
        family(CHARACTER, INTEGER),
        a -> {
          long size = count(text(a[0]));
          long wanted = Math.min(size, Math.max(0, (Long) a[1]));
          return part(text(a[0]), size - wanted + 1, wanted);
        });
    SqlOperandTypeChecker pads =
        OperandTypes.or(family(CHARACTER, INTEGER), family(CHARACTER, INTEGER, CHARACTER));
    functions.own("LPAD", TEXT, pads, a -> pad(a, true));
    functions.own("RPAD", TEXT, pads, a -> pad(a, false));
    functions.own(
        "REPEAT",
        TEXT,
        family(CHARACTER, INTEGER),
        a -> {
          length(text(a[0]).length() * Math.min(LONGEST + 1L, Math.max(0, (Long) a[1])));
          return text(a[0]).repeat(length(a[1]));
        });
    functions.own(
        "REVERSE",
        TEXT,
        OperandTypes.CHARACTER,
        a -> new StringBuilder(text(a[0])).reverse().toString());
    functions.standard("ASCII", a -> text(a[0]).isEmpty() ? 0L : (long) text(a[0]).codePointAt(0));
    functions.own(
        "CHR",
        TEXT,
        family(INTEGER),
        a -> {
          if (!Character.isValidCodePoint((int) Math.min(Integer.MAX_VALUE, (Long) a[0]))
              || (Long) a[0] < 0) {
            throw RowFailure.argument("A number is no character.");
          }
          return Character.toString((int) (long) (Long) a[0]);
        });
    functions.own(
        "SPLIT_PART",
        TEXT,
        family(CHARACTER, CHARACTER, INTEGER),
        a -> {
          if (text(a[1]).isEmpty()) {
            return (Long) a[2] == 1 ? a[0] : "";
          }
          String[] parts = text(a[0]).split(Pattern.quote(text(a[1])), -1);
          long index = (Long) a[2];
          return index >= 1 && index <= parts.length ? parts[(int) index - 1] : "";
        });
    functions.standard(
        "POSITION", a -> place(text(a[0]), text(a[1]), a.length > 2 ? (Long) a[2] : 1));
    functions.own(
        "STRPOS",
        ReturnTypes.BIGINT_NULLABLE,
        family(CHARACTER, CHARACTER),
        a -> place(text(a[1]), text(a[0]), 1));
    functions.own(
        "STARTS_WITH",
        ReturnTypes.BOOLEAN_NULLABLE,
        family(CHARACTER, CHARACTER),
        a -> text(a[0]).startsWith(text(a[1])));
    functions.own(
        "ENDS_WITH",
        ReturnTypes.BOOLEAN_NULLABLE,
        family(CHARACTER, CHARACTER),
        a -> text(a[0]).endsWith(text(a[1])));
    functions.standard(
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

  static String text(Object value) {
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
}

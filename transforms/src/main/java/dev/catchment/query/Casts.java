package dev.catchment.query;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.type.RelDataType;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeName;

/** Turns values of one type into those of another. */
final class Casts {
  static final long DAY = 86_400_000;

  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral(' ')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private Casts() {}

  /** How a value is to be turned. */
  interface Cast extends Serializable {
    /** Of a value that is not null. */
    Object of(Object value);
  }

  /** A cast of an expression to a type of Calcite. */
  static Expression of(Expression from, RelDataType fromType, RelDataType to) {
    DataType type = SqlTypes.dataType(to);
    DataType source = from.type();
    if (fromType.getSqlTypeName() == SqlTypeName.NULL) {
      return Expression.constant(type, null);
    }
    if (source == DataType.INTEGER && type == DataType.DOUBLE) {
      return Expression.ofDouble(row -> (double) from.longAt(row));
    }
    if (source == type
        && type != DataType.DECIMAL
        && type != DataType.TEXT
        && !(type == DataType.INTEGER && isNarrower(to, fromType))) {
      return from;
    }
    Cast cast = cast(source, to, type);
    return Expression.ofValue(
        type,
        row -> {
          Object value = from.valueAt(row);
          return value == null ? null : cast.of(value);
        });
  }

  private static boolean isNarrower(RelDataType to, RelDataType from) {
    return bytes(to) < bytes(from);
  }

  /** The bytes of a whole number; 8 of what is none. */
  static int bytes(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case TINYINT -> 1;
      case SMALLINT -> 2;
      case INTEGER -> 4;
      default -> 8;
    };
  }

  @SuppressWarnings("StatementSwitchToExpressionSwitch")
  private static Cast cast(DataType from, RelDataType to, DataType type) {
    String target = name(to);
    switch (type) {
      case BOOLEAN:
        if (from == DataType.TEXT) {
          return value -> bool((String) value);
        }
        return value -> ((Number) value).doubleValue() != 0 ? 1L : 0L;
      case INTEGER:
        int bytes = bytes(to);
        return switch (from) {
          case TEXT ->
              value -> checked(whole(number((String) value, target), target), bytes, target);
          case DOUBLE -> value -> checked(whole((Double) value, target), bytes, target);
          case DECIMAL -> value -> checked(whole((BigDecimal) value, target), bytes, target);
          default -> value -> checked((Long) value, bytes, target);
        };
      case DOUBLE:
        return switch (from) {
          case TEXT -> value -> real((String) value);
          default -> value -> ((Number) value).doubleValue();
        };
      case DECIMAL:
        int digits = to.getPrecision();
        int scale = to.getScale();
        // Decimals of tables, whose scale is that of each value.
        boolean free = digits == SqlTypes.DIGITS && scale >= SqlTypes.DIGITS / 2;
        Cast exact =
            switch (from) {
              case TEXT -> value -> number((String) value, target);
              case DOUBLE -> value -> decimal((Double) value);
              case DECIMAL -> value -> value;
              default -> value -> BigDecimal.valueOf((Long) value);
            };
        return free ? exact : value -> scaled((BigDecimal) exact.of(value), digits, scale, target);
      case TEXT:
        int length = to.getPrecision();
        return length == RelDataType.PRECISION_NOT_SPECIFIED
            ? value -> RowBlock.text(from, value)
            : value -> cut(RowBlock.text(from, value), length);
      case BYTES:
        return from == DataType.TEXT
            ? value -> ((String) value).getBytes(StandardCharsets.UTF_8)
            : value -> value;
      case DATE:
        return switch (from) {
          case TEXT -> value -> Math.floorDiv(moment((String) value, target), DAY);
          case TIMESTAMP -> value -> Math.floorDiv((Long) value, DAY);
          default -> value -> value;
        };
      case TIME:
        return switch (from) {
          case TEXT -> value -> time((String) value, target);
          case TIMESTAMP -> value -> Math.floorMod((Long) value, DAY);
          default -> value -> value;
        };
      case TIMESTAMP:
        return switch (from) {
          case TEXT -> value -> moment((String) value, target);
          case DATE -> value -> Math.multiplyExact((Long) value, DAY);
          default -> value -> value;
        };
    }
    throw new IllegalStateException(type.toString());
  }

  static String name(RelDataType type) {
    return type.getSqlTypeName().getSpaceName();
  }

  private static String cut(String text, int length) {
    return text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length));
  }

  private static Long bool(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "1", "yes" -> 1L;
      case "false", "f", "0", "no" -> 0L;
      default -> throw RowFailure.cast("text", "BOOLEAN");
    };
  }

  private static BigDecimal number(String text, String target) {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw RowFailure.cast("text", target);
    }
  }

  private static Double real(String text) {
    try {
      return Double.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw RowFailure.cast("text", "DOUBLE");
    }
  }

  static BigDecimal decimal(double value) {
    if (!Double.isFinite(value)) {
      throw RowFailure.overflow("DECIMAL");
    }
    return new BigDecimal(Double.toString(value));
  }

  /** Rounded half away from zero. */
  static Long whole(BigDecimal value, String target) {
    try {
      return value.setScale(0, RoundingMode.HALF_UP).longValueExact();
    } catch (ArithmeticException e) {
      throw RowFailure.overflow(target);
    }
  }

  static Long whole(double value, String target) {
    double rounded = Math.signum(value) * Math.floor(Math.abs(value) + 0.5);
    if (!(rounded >= -0x1p63 && rounded < 0x1p63)) {
      throw RowFailure.overflow(target);
    }
    return (long) rounded;
  }

  static long checked(long value, int bytes, String target) {
    int shift = 64 - 8 * bytes;
    if (value << shift >> shift != value) {
      throw RowFailure.overflow(target);
    }
    return value;
  }

  static BigDecimal scaled(BigDecimal value, int digits, int scale, String target) {
    BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
    if (rounded.precision() - rounded.scale() > digits - scale) {
      throw RowFailure.overflow(target + "(" + digits + ", " + scale + ")");
    }
    return rounded;
  }

  private static Long moment(String text, String target) {
    String plain = text.strip();
    if (plain.length() > 10 && (plain.charAt(10) == 'T' || plain.charAt(10) == 't')) {
      plain = plain.substring(0, 10) + ' ' + plain.substring(11);
    }
    if (plain.endsWith("Z")) {
      plain = plain.substring(0, plain.length() - 1);
    }
    try {
      if (plain.length() <= 10) {
        return LocalDate.parse(plain).toEpochDay() * DAY;
      }
      return LocalDateTime.parse(plain, MOMENT).toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeException e) {
      throw RowFailure.cast("text", target);
    }
  }

  private static Long time(String text, String target) {
    try {
      return LocalTime.parse(text.strip()).toNanoOfDay() / 1_000_000;
    } catch (DateTimeException e) {
      throw RowFailure.cast("text", target);
    }
  }
}

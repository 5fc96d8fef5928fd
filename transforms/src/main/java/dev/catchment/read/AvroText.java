package dev.catchment.read;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;

/**
 * The text of a value in Avro's form: numbers as Java writes them, instants, dates and times in
 * ISO-8601, decimals with all their digits, uninterpreted bytes in Latin-1, records, lists and maps
 * as JSON.
 */
final class AvroText {
  private static final int INT96_BYTES = 12;
  private static final long JULIAN_DAY_OF_1970 = 2_440_588;
  private static final long SECONDS_OF_DAY = 86_400;

  private AvroText() {}

  /** The text of a value of a type that is no union. */
  static String of(Object value, Schema type) {
    LogicalType logical = type.getLogicalType();
    if (logical instanceof LogicalTypes.TimestampMillis) {
      return Instant.ofEpochMilli((Long) value).toString();
    }
    if (logical instanceof LogicalTypes.TimestampMicros) {
      return micros((Long) value).toString();
    }
    if (logical instanceof LogicalTypes.LocalTimestampMillis) {
      return local(Instant.ofEpochMilli((Long) value)).toString();
    }
    if (logical instanceof LogicalTypes.LocalTimestampMicros) {
      return local(micros((Long) value)).toString();
    }
    if (logical instanceof LogicalTypes.Date) {
      return LocalDate.ofEpochDay((Integer) value).toString();
    }
    if (logical instanceof LogicalTypes.TimeMillis) {
      return LocalTime.MIDNIGHT.plus((Integer) value, ChronoUnit.MILLIS).toString();
    }
    if (logical instanceof LogicalTypes.TimeMicros) {
      return LocalTime.MIDNIGHT.plus((Long) value, ChronoUnit.MICROS).toString();
    }
    if (logical instanceof LogicalTypes.Decimal decimal) {
      return new BigDecimal(new BigInteger(bytes(value)), decimal.getScale()).toPlainString();
    }
    return switch (type.getType()) {
      case BYTES -> new String(bytes(value), StandardCharsets.ISO_8859_1);
      case FIXED ->
          type.getName().equals("INT96") && type.getFixedSize() == INT96_BYTES
              ? int96(bytes(value)).toString()
              : new String(bytes(value), StandardCharsets.ISO_8859_1);
      case RECORD, ARRAY, MAP -> GenericData.get().toString(value);
      default -> value.toString();
    };
  }

  private static Instant micros(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static LocalDateTime local(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** The instant in the form of older Parquet files: nanoseconds of the day, and the Julian day. */
  private static Instant int96(byte[] bytes) {
    ByteBuffer parts = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long nanos = parts.getLong();
    long day = parts.getInt() - JULIAN_DAY_OF_1970;
    return Instant.ofEpochSecond(day * SECONDS_OF_DAY, nanos);
  }

  private static byte[] bytes(Object value) {
    if (value instanceof GenericFixed fixed) {
      return fixed.bytes();
    }
    ByteBuffer buffer = (ByteBuffer) value;
    return Arrays.copyOfRange(
        buffer.array(),
        buffer.arrayOffset() + buffer.position(),
        buffer.arrayOffset() + buffer.limit());
  }
}

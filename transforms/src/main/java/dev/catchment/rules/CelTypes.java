package dev.catchment.rules;

import com.google.protobuf.Timestamp;
import dev.catchment.model.FieldType;
import dev.cel.common.types.CelType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeType;

/** Translates between {@link FieldType}s with their Java values and those of CEL. */
final class CelTypes {
  private CelTypes() {}

  static CelType of(FieldType type) {
    return switch (type) {
      case STRING -> NullableType.create(SimpleType.STRING);
      case INTEGER -> NullableType.create(SimpleType.INT);
      case DECIMAL -> NullableType.create(SimpleType.DOUBLE);
      case BOOLEAN -> NullableType.create(SimpleType.BOOL);
      case TIMESTAMP -> SimpleType.TIMESTAMP;
    };
  }

  /** Whether an expression of a CEL type gives values of the wanted type. */
  static boolean gives(CelType actual, FieldType wanted) {
    CelType bare = actual instanceof NullableType nullable ? nullable.targetType() : actual;
    return bare == SimpleType.DYN
        || bare == SimpleType.NULL_TYPE
        || switch (wanted) {
          case STRING -> bare == SimpleType.STRING;
          case INTEGER -> bare == SimpleType.INT;
          case DECIMAL -> bare == SimpleType.DOUBLE || bare == SimpleType.INT;
          case BOOLEAN -> bare == SimpleType.BOOL;
          case TIMESTAMP -> bare == SimpleType.TIMESTAMP;
        };
  }

  static String nameOf(CelType type) {
    CelType bare = type instanceof NullableType nullable ? nullable.targetType() : type;
    return bare instanceof TypeType ? "type" : bare.name();
  }

  static Object toCel(Object value, FieldType type) {
    return type == FieldType.TIMESTAMP ? timestamp((Long) value) : value;
  }

  static Object fromCel(String rule, Object value, FieldType wanted) {
    if (wanted == FieldType.DECIMAL && value instanceof Long whole) {
      return whole.doubleValue();
    }
    if (wanted == FieldType.TIMESTAMP && value instanceof Timestamp timestamp) {
      return timestamp.getSeconds() * 1000 + timestamp.getNanos() / 1_000_000;
    }
    if (!wanted.javaClass().isInstance(value)) {
      throw new RuleException(
          "rule "
              + rule
              + " gave a "
              + value.getClass().getSimpleName()
              + " where a "
              + wanted
              + " is wanted");
    }
    return value;
  }

  private static Timestamp timestamp(long millis) {
    return Timestamp.newBuilder()
        .setSeconds(Math.floorDiv(millis, 1000L))
        .setNanos(Math.floorMod(millis, 1000) * 1_000_000)
        .build();
  }
}

package dev.catchment.query;

import static dev.catchment.query.FunctionSet.TEXT;
import static dev.catchment.query.FunctionSet.TEXT_OR_NULL;
import static dev.catchment.query.NumberFunctions.real;
import static dev.catchment.query.TextFunctions.text;
import static org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.OperandTypes.family;
import static org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeFamily.CHARACTER;
import static org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeFamily.NUMERIC;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.catchment.model.Shape;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.OperandTypes;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.ReturnTypes;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlOperandTypeChecker;

/** Functions of this project: hashes, masks, parts of addresses, distances and scores. */
final class ShippedFunctions {
  /** Kilometres, the mean radius of the Earth by the IUGG. */
  private static final double EARTH = 6371.0088;

  private ShippedFunctions() {}

  static void addTo(FunctionSet functions) {
    functions.own(
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
    functions.own(
        "SHA256",
        TEXT,
        OperandTypes.or(OperandTypes.CHARACTER, OperandTypes.BINARY),
        a -> digest(Hashing.sha256(), a[0]));
    functions.own(
        "SHA512",
        TEXT,
        OperandTypes.or(OperandTypes.CHARACTER, OperandTypes.BINARY),
        a -> digest(Hashing.sha512(), a[0]));
    functions.own(
        "MASK",
        TEXT_OR_NULL,
        OperandTypes.CHARACTER,
        a -> a[0] == null ? null : Shape.mask(text(a[0])));
    SqlOperandTypeChecker url =
        OperandTypes.or(family(CHARACTER, CHARACTER), family(CHARACTER, CHARACTER, CHARACTER));
    functions.own(
        "PARSE_URL",
        TEXT_OR_NULL,
        url,
        a -> Urls.part(text(a[0]), text(a[1]), a.length > 2 ? text(a[2]) : null));
    functions.own(
        "HAVERSINE",
        ReturnTypes.DOUBLE_NULLABLE,
        family(NUMERIC, NUMERIC, NUMERIC, NUMERIC),
        a -> haversine(real(a[0]), real(a[1]), real(a[2]), real(a[3])));
    functions.own(
        "SCORE", ReturnTypes.DOUBLE_NULLABLE, new WeightedPairs(), ShippedFunctions::score);
  }

  /** The sum of numbers, each multiplied by the weight before it. */
  private static Object score(Object[] weightsAndNumbers) {
    double score = 0;
    for (int index = 0; index < weightsAndNumbers.length; index += 2) {
      score += real(weightsAndNumbers[index]) * real(weightsAndNumbers[index + 1]);
    }
    return score;
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
}

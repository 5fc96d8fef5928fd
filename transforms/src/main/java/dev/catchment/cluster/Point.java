package dev.catchment.cluster;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A row of raw feature values with a stable key. Immutable.
 *
 * <p>The key decides only which rows are sampled; it must come from the data (an id, a position),
 * not from the order in which rows happen to arrive. A value that is missing is NaN.
 */
public final class Point {
  private final long key;
  private final double[] values;

  private Point(long key, double[] values) {
    this.key = key;
    this.values = values;
  }

  /** A row with a numeric key; the values are copied. */
  public static Point of(long key, double... values) {
    return new Point(key, values.clone());
  }

  /** A row with a key of any text, such as a profile id or a position. */
  public static Point of(String key, double... values) {
    return of(
        Hashing.farmHashFingerprint64().hashString(key, StandardCharsets.UTF_8).asLong(), values);
  }

  public long key() {
    return key;
  }

  /** The number of values. */
  public int size() {
    return values.length;
  }

  /** The values, a copy. */
  public double[] values() {
    return values.clone();
  }

  void copyTo(double[] target, int offset) {
    System.arraycopy(values, 0, target, offset, values.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Point that && key == that.key && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(key) + Arrays.hashCode(values);
  }

  /** Names the row without its values, which may be personal. */
  @Override
  public String toString() {
    return "Point[" + key + "]";
  }
}

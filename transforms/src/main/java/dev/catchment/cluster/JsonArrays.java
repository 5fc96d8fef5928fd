package dev.catchment.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/** Writes numbers into lists of a stored model. */
final class JsonArrays {
  private JsonArrays() {}

  static void longs(ArrayNode array, int size, IntToLongFunction value) {
    for (int index = 0; index < size; index++) {
      array.add(value.applyAsLong(index));
    }
  }

  static void longs(ArrayNode array, long[] values) {
    longs(array, values.length, index -> values[index]);
  }

  static void numbers(ArrayNode array, int size, IntToDoubleFunction value) {
    for (int index = 0; index < size; index++) {
      array.add(value.applyAsDouble(index));
    }
  }

  static void numbers(ArrayNode array, double[] values) {
    numbers(array, values.length, index -> values[index]);
  }

  static void matrix(ArrayNode array, double[][] rows) {
    for (double[] row : rows) {
      numbers(array.addArray(), row);
    }
  }

  /** A number, or null for NaN. */
  static Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }
}

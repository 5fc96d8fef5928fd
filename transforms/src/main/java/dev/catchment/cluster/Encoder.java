package dev.catchment.cluster;

import java.io.Serializable;
import java.util.List;

/** Turns the values of a column into features. Immutable. */
sealed interface Encoder extends Serializable permits NumberEncoder, CategoryEncoder {
  EncodingKind kind();

  /** The names of the features of a column of this name, in their order. */
  List<String> features(String column);

  /** The number of features. */
  int size();

  /**
   * Writes the features of a missing value from a place of an array on.
   *
   * @param median what the value counts as; NaN for the mean of each feature
   */
  void encodeMissing(double median, double[] out, int at);
}

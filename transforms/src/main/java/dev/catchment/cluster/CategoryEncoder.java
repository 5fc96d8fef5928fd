package dev.catchment.cluster;

/** Turns one of a few texts into features. */
sealed interface CategoryEncoder extends Encoder permits OneHotEncoder, FrequencyEncoder {
  /** Writes the features of a value from a place of an array on. */
  void encode(String value, double[] out, int at);

  /** Whether all values are the same to it. */
  boolean isEmpty();
}

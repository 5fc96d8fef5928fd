package dev.catchment.cluster;

/** Up to about a thousand rows of features and their keys in two arrays. Immutable. */
final class Block {
  private final long[] keys;
  private final double[] values;

  /** Keeps both arrays; {@code values} holds the rows one after the other. */
  Block(long[] keys, double[] values) {
    this.keys = keys;
    this.values = values;
  }

  /** A block of no rows; with one, every pass over the blocks has a result. */
  static Block empty() {
    return new Block(new long[0], new double[0]);
  }

  int rows() {
    return keys.length;
  }

  int width() {
    return keys.length == 0 ? 0 : values.length / keys.length;
  }

  long key(int row) {
    return keys[row];
  }

  /** The features of a row, a copy. */
  double[] row(int row) {
    int width = width();
    double[] copy = new double[width];
    System.arraycopy(values, row * width, copy, 0, width);
    return copy;
  }

  long[] keys() {
    return keys.clone();
  }

  double[] values() {
    return values.clone();
  }
}

package dev.catchment.model;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * Up to about a thousand rows of numbers, each with a key, in two arrays. Immutable. A missing
 * number is NaN.
 *
 * <p>A key is a well-spread hash of what names the row (an id, a place in a file), so that samples
 * can be drawn by it.
 */
public final class Block {
  private final long[] keys;
  private final double[] values;
  private final int width;

  private Block(long[] keys, double[] values, int width) {
    this.keys = keys;
    this.values = values;
    this.width = width;
  }

  /**
   * A block that keeps both arrays, which must not change any more.
   *
   * @param keys one per row
   * @param values the rows one after the other, all of the same number of values
   * @throws IllegalArgumentException if the values cannot be divided among the rows
   */
  public static Block of(long[] keys, double[] values) {
    checkArgument(
        keys.length == 0 ? values.length == 0 : values.length % keys.length == 0,
        "%s values cannot be divided among %s rows",
        values.length,
        keys.length);
    return new Block(keys, values, keys.length == 0 ? 0 : values.length / keys.length);
  }

  /** A block of no rows; with one, every pass over the blocks has a result. */
  public static Block empty() {
    return of(new long[0], new double[0]);
  }

  /** The number of rows. */
  public int rows() {
    return keys.length;
  }

  /** The number of values of a row; 0 without rows. */
  public int width() {
    return width;
  }

  /** The key of a row. */
  public long key(int row) {
    return keys[row];
  }

  /** A value. */
  public double value(int row, int column) {
    return values[row * width + column];
  }

  /** Copies a row into an array of its width. */
  public void copyRow(int row, double[] target) {
    System.arraycopy(values, row * width, target, 0, width);
  }

  /** A row, a copy. */
  public double[] row(int row) {
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }

  long[] keys() {
    return keys;
  }

  double[] values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Block that
        && Arrays.equals(keys, that.keys)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(keys) + Arrays.hashCode(values);
  }

  /** The size alone: the values may be personal. */
  @Override
  public String toString() {
    return "Block[" + rows() + " x " + width + "]";
  }
}

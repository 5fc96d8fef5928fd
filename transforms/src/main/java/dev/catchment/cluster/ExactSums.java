package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * A vector of sums without rounding error: the same numbers give the same sums, to the last bit, in
 * whatever order they are added and merged. Mutable; grows to the highest index used.
 *
 * <p>Each sum is a short ladder of doubles whose total is exact: what an addition on one rung
 * rounds off is added to the next (Knuth's error-free addition, after the idea of Shewchuk,
 * Adaptive Precision Floating-Point Arithmetic, 1997). Ordinary data needs two to four rungs, that
 * is 16 to 32 bytes a sum.
 */
final class ExactSums implements Mergeable<ExactSums> {
  private static final long serialVersionUID = 1;

  private int size;
  private double[][] rungs;

  ExactSums() {
    this(0, new double[1][0]);
  }

  private ExactSums(int size, double[][] rungs) {
    this.size = size;
    this.rungs = rungs;
  }

  /** The sums whose ladders are the columns of a matrix with one row per rung; keeps the matrix. */
  static ExactSums ofRungs(int size, double[][] rungs) {
    checkArgument(rungs.length > 0, "no rungs");
    return new ExactSums(size, rungs);
  }

  /**
   * Adds a number to the sum at an index.
   *
   * @throws ArithmeticException if the number is not finite or the sum leaves the range of double
   */
  void add(int index, double value) {
    if (index >= size) {
      grow(index + 1);
    }
    double rest = value;
    for (double[] rung : rungs) {
      double before = rung[index];
      double sum = before + rest;
      double added = sum - before;
      rest = (before - (sum - added)) + (rest - added);
      rung[index] = sum;
      if (rest == 0) {
        return;
      }
    }
    if (!Double.isFinite(rest)) {
      throw new ArithmeticException("a sum or a summand is outside the range of double");
    }
    rungs = Arrays.copyOf(rungs, rungs.length + 1);
    rungs[rungs.length - 1] = new double[rungs[0].length];
    rungs[rungs.length - 1][index] = rest;
  }

  /** Adds to each of the first sums the number at the same index of an array. */
  void addAll(double[] values) {
    for (int index = 0; index < values.length; index++) {
      add(index, values[index]);
    }
  }

  /**
   * Adds the product of two numbers to the sum at an index, without rounding: the product and what
   * it rounds off, by a fused multiplication. Exact unless what is rounded off is below the range
   * of double.
   */
  void addProduct(int index, double a, double b) {
    double product = a * b;
    add(index, product);
    add(index, Math.fma(a, b, -product));
  }

  /** Adds the product of three numbers to the sum at an index, as {@link #addProduct} does. */
  void addProduct(int index, double a, double b, double c) {
    double product = b * c;
    addProduct(index, a, product);
    addProduct(index, a, Math.fma(b, c, -product));
  }

  private void grow(int newSize) {
    if (newSize > rungs[0].length) {
      int capacity = Math.max(newSize, 2 * rungs[0].length);
      for (int level = 0; level < rungs.length; level++) {
        rungs[level] = Arrays.copyOf(rungs[level], capacity);
      }
    }
    size = newSize;
  }

  @Override
  public void merge(ExactSums other) {
    for (double[] rung : other.rungs) {
      for (int index = 0; index < other.size; index++) {
        add(index, rung[index]);
      }
    }
  }

  /** One more than the highest index used. */
  int size() {
    return size;
  }

  /** The number of doubles that each sum takes. */
  int height() {
    return rungs.length;
  }

  /** One summand of the sum at an index; the sum is the exact total over the levels. */
  double rung(int level, int index) {
    return rungs[level][index];
  }

  /** The sum at an index, rounded once to the nearest double; 0 where nothing was added. */
  double sum(int index) {
    return exact(index).doubleValue();
  }

  /** The sum at an index; 0 where nothing was added. */
  BigDecimal exact(int index) {
    BigDecimal total = BigDecimal.ZERO;
    for (double[] rung : rungs) {
      if (index < size && rung[index] != 0) {
        total = total.add(new BigDecimal(rung[index]));
      }
    }
    return total;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ExactSums that) || size != that.size) {
      return false;
    }
    for (int index = 0; index < size; index++) {
      if (exact(index).compareTo(that.exact(index)) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = size;
    for (int index = 0; index < size; index++) {
      hash = 31 * hash + Double.hashCode(sum(index));
    }
    return hash;
  }

  @Override
  public String toString() {
    return "ExactSums[" + size + "]";
  }
}

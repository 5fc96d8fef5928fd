package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Bins of about equal weight that cover all numbers, and one for what is missing. Immutable.
 *
 * <p>The edges are the deciles of given values, each the least value at or below which there is at
 * least that part of the weight; equal ones are one edge. A bin holds the values above its lower
 * edge up to and including its upper edge; the first has no lower and the last no upper edge. So
 * there are at most ten bins, each with a given value in it. Where all given values are equal there
 * are three: below, equal and above.
 */
public final class QuantileBins {
  private static final int PARTS = 10;

  /** The most bins, with the one for missing values. */
  static final int MOST = PARTS + 1;

  private final double[] edges;

  private QuantileBins(double[] edges) {
    this.edges = Arrays.stream(edges).map(edge -> edge + 0.0).distinct().toArray();
  }

  /**
   * The bins of weighted values, in memory of the order of the values.
   *
   * @param values numbers; those that are not finite or above 10<sup>100</sup> in magnitude are
   *     missing
   * @param weights one per value, finite, not negative
   */
  public static QuantileBins of(double[] values, double[] weights) {
    checkArgument(
        values.length == weights.length, "%s values, %s weights", values.length, weights.length);
    int[] ascending =
        IntStream.range(0, values.length)
            .filter(index -> Features.isPresent(values[index]) && weights[index] > 0)
            .boxed()
            .sorted((one, other) -> Double.compare(values[one], values[other]))
            .mapToInt(Integer::intValue)
            .toArray();
    if (ascending.length == 0) {
      return new QuantileBins(new double[0]);
    }
    double least = values[ascending[0]];
    double largest = values[ascending[ascending.length - 1]];
    if (least == largest) {
      return new QuantileBins(new double[] {Math.nextDown(least), least});
    }
    double total = 0;
    for (int index : ascending) {
      total += weights[index];
    }
    double[] deciles = new double[PARTS - 1];
    double below = 0;
    int next = 0;
    for (int index : ascending) {
      below += weights[index];
      while (next < deciles.length && below >= total * (next + 1) / PARTS) {
        deciles[next++] = values[index];
      }
    }
    return new QuantileBins(
        Arrays.stream(deciles, 0, next).filter(edge -> edge < largest).toArray());
  }

  /** The bins between given edges, at most nine, which are finite and ascend. */
  public static QuantileBins between(double... edges) {
    checkArgument(
        isValid(edges), "edges %s, must be finite and ascend, at most 9", Arrays.toString(edges));
    return new QuantileBins(edges);
  }

  static boolean isValid(double[] edges) {
    return edges.length < PARTS
        && IntStream.range(0, edges.length)
            .allMatch(
                index ->
                    Features.isPresent(edges[index])
                        && (index == 0 || edges[index - 1] < edges[index]));
  }

  /** The edges between the bins, ascending, one fewer than bins for numbers; a copy. */
  public double[] edges() {
    return edges.clone();
  }

  /** The number of bins, with the one for missing values. */
  public int size() {
    return edges.length + 2;
  }

  /** The bin of a value, from 0 on by value; the last is for missing ones. */
  public int bin(double value) {
    if (!Features.isPresent(value)) {
      return edges.length + 1;
    }
    int found = Arrays.binarySearch(edges, value + 0.0);
    return found >= 0 ? found : -found - 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QuantileBins that && Arrays.equals(edges, that.edges);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(edges);
  }

  @Override
  public String toString() {
    return "QuantileBins" + Arrays.toString(edges);
  }
}

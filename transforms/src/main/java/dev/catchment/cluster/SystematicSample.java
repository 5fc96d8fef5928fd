package dev.catchment.cluster;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A few weighted points that stand for many; which ones follows from the order and the weights of
 * the many alone.
 *
 * <p>Systematic sampling with probability proportional to weight (Madow: On the Theory of
 * Systematic Sampling II, 1949): the weights are laid end to end and cut into as many equal steps
 * as points may stay; a point stays if the middle of a step falls on it, and then weighs all such
 * steps. So the total weight stays, and that of any run of consecutive points within one step. The
 * order should not be periodic. Where all points may stay they do, with their own weights, but for
 * those of weight 0.
 */
final class SystematicSample {
  private final int[] indices;
  private final double[][] points;
  private final double[] weights;

  private SystematicSample(int[] indices, double[][] points, double[] weights) {
    this.indices = indices;
    this.points = points;
    this.weights = weights;
  }

  /**
   * Chooses points.
   *
   * @param weights one per point, finite, not negative, not all 0
   * @param limit the most points that stay, at least 1
   */
  static SystematicSample of(double[][] points, double[] weights, int limit) {
    checkArgument(
        points.length == weights.length, "%s points, %s weights", points.length, weights.length);
    checkArgument(limit >= 1, "limit=%s, must be at least 1", limit);
    double[] kept = weights.length <= limit ? weights : thinned(weights, limit);
    int[] indices = IntStream.range(0, kept.length).filter(index -> kept[index] > 0).toArray();
    return new SystematicSample(
        indices,
        Arrays.stream(indices).mapToObj(index -> points[index]).toArray(double[][]::new),
        Arrays.stream(indices).mapToDouble(index -> kept[index]).toArray());
  }

  private static double[] thinned(double[] weights, int limit) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double step = total / limit;
    double[] kept = new double[weights.length];
    double end = 0;
    int middles = 0;
    for (int index = 0; index < weights.length; index++) {
      int before = middles;
      end += weights[index];
      while (middles < limit && (middles + 0.5) * step < end) {
        middles++;
      }
      kept[index] = (middles - before) * step;
    }
    return kept;
  }

  int size() {
    return indices.length;
  }

  /** The number of a chosen point among the many; they ascend. */
  int index(int chosen) {
    return indices[chosen];
  }

  /** What the chosen points weigh, not copied. */
  double[] weights() {
    return weights;
  }

  /** The chosen points, not copied. */
  double[][] points() {
    return points;
  }
}

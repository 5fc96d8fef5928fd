package dev.catchment.cluster;

import java.util.Arrays;

/** Points drawn around centres on a circle of radius 10, one after the other, of weight 1. */
final class Planted {
  private Planted() {}

  /** Normal with a standard deviation in each of two coordinates. */
  static double[][] around(int centres, int count, double deviation, long seed) {
    SplitMix random = new SplitMix(seed);
    double[][] points = new double[count][];
    for (int index = 0; index < count; index++) {
      double angle = 2 * Math.PI * (index % centres) / centres;
      double radius = centres == 1 ? 0 : 10;
      points[index] =
          new double[] {
            radius * Math.cos(angle) + deviation * normal(random),
            radius * Math.sin(angle) + deviation * normal(random)
          };
    }
    return points;
  }

  /** One group, normal with a standard deviation of 1 in every coordinate. */
  static double[][] round(int coordinates, int count, long seed) {
    SplitMix random = new SplitMix(seed);
    double[][] points = new double[count][coordinates];
    for (double[] point : points) {
      Arrays.setAll(point, i -> normal(random));
    }
    return points;
  }

  private static double normal(SplitMix random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }

  static double[] weights(double[][] points) {
    double[] weights = new double[points.length];
    Arrays.fill(weights, 1);
    return weights;
  }
}

package dev.catchment.pipelines.traffic;

import java.util.function.DoubleUnaryOperator;

/** Integrals of smooth functions by the five-point rule, exact for polynomials up to degree 9. */
final class GaussLegendre {
  private static final double[] POINTS = {
    -0.9061798459386640, -0.5384693101056831, 0, 0.5384693101056831, 0.9061798459386640
  };
  private static final double[] WEIGHTS = {
    0.2369268850561891,
    0.4786286704993665,
    0.5688888888888889,
    0.4786286704993665,
    0.2369268850561891
  };

  private GaussLegendre() {}

  static double integral(DoubleUnaryOperator function, double from, double to) {
    double half = (to - from) / 2;
    double middle = (from + to) / 2;
    double sum = 0;
    for (int point = 0; point < POINTS.length; point++) {
      sum += WEIGHTS[point] * function.applyAsDouble(middle + half * POINTS[point]);
    }
    return half * sum;
  }
}

package dev.catchment.pipelines.traffic;

/**
 * How many events come a second, as it changes with time. Times are seconds since a start, not
 * below 0. Immutable.
 *
 * <p>Between two knots a rate is smooth, and each of the factors and summands that it is made of
 * only rises or only falls.
 */
public interface Traffic {
  /** The events a second at a time; of a shape, the factor. Not negative. */
  double rate(double time);

  /** The first time after a time at which the rate may jump or bend, or infinity. */
  double nextKnot(double time);

  /** A bound that the rate does not exceed between two times: the least one for a single model. */
  default double peak(double from, double to) {
    double peak = 0;
    for (double start = from; start < to; ) {
      double end = Math.min(to, nextKnot(start));
      peak = Math.max(peak, Math.max(rate(start), rate(Math.nextDown(end))));
      start = end;
    }
    return peak;
  }

  /**
   * How many events are expected between two times: the integral of the rate, by Gauss and Legendre
   * with five points between two knots.
   */
  default double expected(double from, double to) {
    double sum = 0;
    for (double start = from; start < to; ) {
      double end = Math.min(to, nextKnot(start));
      sum += GaussLegendre.integral(this::rate, start, end);
      start = end;
    }
    return sum;
  }

  /** This rate, multiplied by a shape at every time. */
  default Traffic times(Traffic shape) {
    return new Product(this, shape);
  }

  /** Both at the same time. */
  default Traffic plus(Traffic other) {
    return new Sum(this, other);
  }
}

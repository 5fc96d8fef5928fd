package dev.catchment.pipelines.traffic;

/** The times at which single events arrive, one after the other, from time 0. Not thread-safe. */
public interface Arrivals {
  /** The next time, not before the last one; infinity when no more events come. */
  double next();

  /**
   * Events that know nothing of each other: a Poisson process, whose count in any interval has the
   * expectation of the traffic as its mean and its variance.
   */
  static Arrivals poisson(Traffic traffic, long seed) {
    return new Thinning(traffic, seed);
  }

  /** Events that keep their distance: the n-th comes when n are expected. */
  static Arrivals even(Traffic traffic) {
    return new Inversion(traffic);
  }
}

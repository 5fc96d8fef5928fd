package dev.catchment.pipelines.traffic;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.chance.Draws.Purpose;

/**
 * Arrivals of a Poisson process by thinning (Lewis and Shedler, "Simulation of nonhomogeneous
 * Poisson processes by thinning", 1979): candidates come at the peak rate of the piece of time
 * between two knots, and each stays with the probability of the rate against that peak.
 */
final class Thinning implements Arrivals {
  /** The longest piece in seconds. */
  private static final double PIECE = 3600;

  private final Traffic traffic;
  private final Draws draws;
  private double start;
  private double length;
  private double peak;
  private double offset;

  Thinning(Traffic traffic, long seed) {
    this.traffic = traffic;
    this.draws = Draws.of(seed, Purpose.ARRIVALS, 0);
    begin(0);
  }

  private void begin(double time) {
    double end = Math.min(time + PIECE, traffic.nextKnot(time));
    start = time;
    length = end - time;
    peak = traffic.peak(time, end);
    offset = 0;
  }

  @Override
  public double next() {
    while (true) {
      offset += peak > 0 ? draws.exponential(1 / peak) : length;
      if (offset >= length) {
        begin(start + length);
      } else if (draws.uniform() * peak < traffic.rate(start + offset)) {
        return start + offset;
      }
    }
  }
}

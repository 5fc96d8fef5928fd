package dev.catchment.pipelines.queue;

import dev.catchment.pipelines.chance.Draws;

/**
 * A time of the exponential distribution: mostly short, now and then several times the mean.
 *
 * @param mean the mean in seconds, above 0
 */
public record ExponentialTime(double mean) implements ServiceTime {
  public ExponentialTime {
    Positive.check("mean", mean);
  }

  @Override
  public double variability() {
    return 1;
  }

  @Override
  public double quantile(double share) {
    return -mean * StrictMath.log1p(-share);
  }

  @Override
  public double draw(Draws draws) {
    return draws.exponential(mean);
  }
}

package dev.catchment.pipelines.queue;

import dev.catchment.pipelines.chance.Draws;

/**
 * A time that never differs.
 *
 * @param mean the time in seconds, above 0
 */
public record ConstantTime(double mean) implements ServiceTime {
  public ConstantTime {
    Positive.check("mean", mean);
  }

  @Override
  public double variability() {
    return 0;
  }

  @Override
  public double quantile(double share) {
    return mean;
  }

  @Override
  public double draw(Draws draws) {
    return mean;
  }
}

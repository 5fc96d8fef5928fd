package dev.catchment.pipelines.queue;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.pipelines.chance.Draws;

/** A time of the log-normal distribution, which any mean and variability determine. */
public final class LogNormalTime implements ServiceTime {
  private final double mean;
  private final double variability;
  private final double sigma;
  private final double median;

  private LogNormalTime(double mean, double variability) {
    this.mean = mean;
    this.variability = variability;
    this.sigma = StrictMath.sqrt(StrictMath.log1p(variability));
    this.median = mean / StrictMath.sqrt(1 + variability);
  }

  /**
   * The times of a mean in seconds and a variability.
   *
   * @throws IllegalArgumentException when one of them is not above 0
   */
  public static LogNormalTime of(double mean, double variability) {
    Positive.check("mean", mean);
    checkArgument(
        variability > 0 && Double.isFinite(variability),
        "variability is %s, valid is a number of at least 0",
        variability);
    return new LogNormalTime(mean, variability);
  }

  @Override
  public double mean() {
    return mean;
  }

  @Override
  public double variability() {
    return variability;
  }

  @Override
  public double quantile(double share) {
    return median * StrictMath.exp(sigma * Normal.quantile(share));
  }

  @Override
  public double draw(Draws draws) {
    return draws.logNormal(median, sigma);
  }
}

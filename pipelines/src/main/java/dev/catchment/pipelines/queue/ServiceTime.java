package dev.catchment.pipelines.queue;

import dev.catchment.pipelines.chance.Draws;

/** How long one worker takes for one event, in seconds; differs by chance. Immutable. */
public interface ServiceTime {
  /** The mean in seconds, above 0. */
  double mean();

  /** The squared coefficient of variation: variance by the square of the mean; 0 never differs. */
  double variability();

  /** The time that a share of all events does not exceed, in seconds; the share is below 1. */
  double quantile(double share);

  /** The time of one event, in seconds. */
  double draw(Draws draws);

  /**
   * Times of a mean and a variability: constant for 0, exponential for 1, log-normal for any other.
   *
   * @throws IllegalArgumentException when the mean is not above 0 or the variability is below 0
   */
  static ServiceTime of(double mean, double variability) {
    if (variability == 0) {
      return new ConstantTime(mean);
    }
    return variability == 1 ? new ExponentialTime(mean) : LogNormalTime.of(mean, variability);
  }
}

package dev.catchment.pipelines.queue;

/**
 * A number that was simulated, with its 95 % confidence interval.
 *
 * @param estimate the number
 * @param error half the width of the interval
 */
public record Interval(double estimate, double error) {
  /** Whether the interval, so many times as wide, holds a number. */
  public boolean holds(double number, double widths) {
    return Math.abs(number - estimate) <= widths * error;
  }
}

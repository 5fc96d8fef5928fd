package dev.catchment.pipelines.queue;

import static com.google.common.base.Preconditions.checkArgument;

import dev.catchment.pipelines.chance.Draws;
import java.util.Arrays;

/** Times that were measured, each as likely as any other; holds 8 bytes of each. */
public final class MeasuredTimes implements ServiceTime {
  private final double[] sorted;
  private final double mean;
  private final double variability;

  private MeasuredTimes(double[] sorted) {
    this.sorted = sorted;
    double sum = 0;
    for (double time : sorted) {
      sum += time;
    }
    mean = sum / sorted.length;
    double squares = 0;
    for (double time : sorted) {
      squares += (time - mean) * (time - mean);
    }
    variability = squares / sorted.length / (mean * mean);
  }

  /**
   * The distribution of times in seconds.
   *
   * @throws IllegalArgumentException when there is none, one is below 0, or all are 0
   */
  public static MeasuredTimes of(double... times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    checkArgument(sorted.length > 0, "there is no time");
    double last = sorted[sorted.length - 1];
    checkArgument(
        sorted[0] >= 0 && Double.isFinite(last),
        "a time is %s, valid is a number of at least 0",
        sorted[0] >= 0 ? last : sorted[0]);
    checkArgument(last > 0, "all times are 0");
    return new MeasuredTimes(sorted);
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
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  @Override
  public double draw(Draws draws) {
    return sorted[draws.below(sorted.length)];
  }
}

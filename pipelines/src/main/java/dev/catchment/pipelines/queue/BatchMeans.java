package dev.catchment.pipelines.queue;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;

/**
 * Confidence intervals of numbers that hang together, such as the waits of events one after the
 * other: the numbers are cut into {@value #BATCHES} batches, whose means are nearly independent
 * when a batch is long (Law, "Simulation Modeling and Analysis", section 9.5.3).
 */
public final class BatchMeans {
  /** The number of batches. */
  public static final int BATCHES = 30;

  /** The 0.975 quantile of Student's t with one degree of freedom less than batches. */
  private static final double STUDENT = 2.045;

  private BatchMeans() {}

  /** The mean of the first numbers of an array, in their order of time. */
  public static Interval mean(double[] numbers, int count) {
    double[] means = new double[BATCHES];
    for (int batch = 0; batch < BATCHES; batch++) {
      double sum = 0;
      int from = start(batch, count);
      int to = start(batch + 1, count);
      for (int index = from; index < to; index++) {
        sum += numbers[index];
      }
      means[batch] = sum / (to - from);
    }
    return interval(Arrays.stream(means).average().orElseThrow(), means);
  }

  /** The number that a share of the first numbers of an array does not exceed. */
  public static Interval quantile(double[] numbers, int count, double share) {
    double[] quantiles = new double[BATCHES];
    for (int batch = 0; batch < BATCHES; batch++) {
      quantiles[batch] =
          ofSorted(sorted(numbers, start(batch, count), start(batch + 1, count)), share);
    }
    return interval(ofSorted(sorted(numbers, 0, count), share), quantiles);
  }

  private static int start(int batch, int count) {
    checkArgument(count >= BATCHES, "%s numbers are too few for %s batches", count, BATCHES);
    return (int) ((long) batch * count / BATCHES);
  }

  private static double[] sorted(double[] numbers, int from, int to) {
    double[] part = Arrays.copyOfRange(numbers, from, to);
    Arrays.sort(part);
    return part;
  }

  private static double ofSorted(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  private static Interval interval(double estimate, double[] batches) {
    double mean = Arrays.stream(batches).average().orElseThrow();
    double squares = 0;
    for (double batch : batches) {
      squares += (batch - mean) * (batch - mean);
    }
    return new Interval(
        estimate, STUDENT * Math.sqrt(squares / (batches.length - 1) / batches.length));
  }
}

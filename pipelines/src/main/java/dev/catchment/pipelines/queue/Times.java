package dev.catchment.pipelines.queue;

import java.util.Arrays;

/** The times of the events of a line that was simulated, in the order in which they began. */
public final class Times {
  private double[] waits = new double[1024];
  private double[] totals = new double[1024];
  private int count;

  Times() {}

  void add(double wait, double service) {
    if (count == waits.length) {
      waits = Arrays.copyOf(waits, 2 * count);
      totals = Arrays.copyOf(totals, 2 * count);
    }
    waits[count] = wait;
    totals[count] = wait + service;
    count++;
  }

  void clear() {
    count = 0;
  }

  /** How many events it has. */
  public int count() {
    return count;
  }

  /** The mean of the times before the service. */
  public Interval meanWait() {
    return BatchMeans.mean(waits, count);
  }

  /** The mean of the times from arrival to end. */
  public Interval mean() {
    return BatchMeans.mean(totals, count);
  }

  /** What a share of the times from arrival to end does not exceed. */
  public Interval quantile(double share) {
    return BatchMeans.quantile(totals, count, share);
  }

  /** Both as the latency that was simulated. */
  public Latency latency() {
    Interval mean = mean();
    Interval p99 = quantile(0.99);
    return new Latency(
        meanWait().estimate(),
        mean.estimate(),
        p99.estimate(),
        Latency.Method.SIMULATION,
        mean.error(),
        p99.error());
  }
}

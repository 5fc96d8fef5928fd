package dev.catchment.pipelines.queue;

/**
 * How long events take from their arrival to the end of their service, in seconds.
 *
 * @param meanWait the mean time before the service begins
 * @param mean the mean of wait and service
 * @param p99 what 99 of 100 events do not exceed
 * @param method how the mean and the p99 were found
 * @param meanError half the width of the 95 % confidence interval of the mean; 0 for a formula
 * @param p99Error the same of the p99
 */
public record Latency(
    double meanWait, double mean, double p99, Method method, double meanError, double p99Error) {

  /** How a latency was found. */
  public enum Method {
    /** Both by formula. */
    FORMULA("formula"),
    /** The mean by formula, the p99 by simulation. */
    MEAN_BY_FORMULA("mean by formula, p99 by simulation"),
    /** Both by simulation. */
    SIMULATION("simulation");

    private final String words;

    Method(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }
}

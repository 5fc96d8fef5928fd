package dev.catchment.pipelines.queue;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.OptionalInt;

/**
 * One line in front of equal workers.
 *
 * @param line the events
 * @param workers how many workers serve it, at least 1
 */
public record WorkerQueue(Line line, int workers) {
  /** The most workers that are looked for. */
  public static final int MOST = 1_000_000;

  private static final double SHARE = 0.99;
  private static final int HALVINGS = 200;

  public WorkerQueue {
    checkArgument(workers >= 1, "workers is %s, valid is at least 1", workers);
  }

  /** The share of their time in which workers are busy; at or above 1 the queue grows for ever. */
  public double utilisation() {
    return line.load() / workers;
  }

  /**
   * The latency in the long run: for exponential times (M/M/c) by formula; for one worker and other
   * times (M/G/1) the mean by formula and the p99 by simulation; otherwise by simulation.
   */
  public Latency latency(long seed) {
    checkArgument(utilisation() < 1, "utilisation is %s, valid is below 1", utilisation());
    if (line.service() instanceof ExponentialTime) {
      return exponential();
    }
    Latency simulated =
        QueueSimulation.of(List.of(line), workers, QueueSimulation.events(utilisation()), seed)
            .get(0)
            .latency();
    if (workers > 1) {
      return simulated;
    }
    double wait = pollaczekKhinchine();
    return new Latency(
        wait,
        wait + line.service().mean(),
        simulated.p99(),
        Latency.Method.MEAN_BY_FORMULA,
        0,
        simulated.p99Error());
  }

  /** The mean wait before one worker (Pollaczek, 1930; Khinchine, 1932). */
  private double pollaczekKhinchine() {
    double busy = utilisation();
    return busy / (1 - busy) * (1 + line.service().variability()) / 2 * line.service().mean();
  }

  private Latency exponential() {
    double mean = line.service().mean();
    double waiting = ErlangC.waiting(workers, line.load());
    double drain = workers / mean - line.rate();
    double wait = waiting / drain;
    return new Latency(
        wait, wait + mean, exponentialQuantile(waiting, drain), Latency.Method.FORMULA, 0, 0);
  }

  /** Where the distribution of wait and service together reaches the share. */
  private double exponentialQuantile(double waiting, double drain) {
    double high = line.service().mean();
    while (exceeds(high, waiting, drain) > 1 - SHARE) {
      high *= 2;
    }
    double low = 0;
    for (int halving = 0; halving < HALVINGS && high - low > 1e-12 * high; halving++) {
      double middle = (low + high) / 2;
      if (exceeds(middle, waiting, drain) > 1 - SHARE) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /**
   * The probability that wait and service take longer than a time in M/M/c: the wait is 0 or, with
   * the probability of Erlang's formula, exponential of the rate at which workers get ahead.
   */
  private double exceeds(double time, double waiting, double drain) {
    double service = 1 / line.service().mean();
    double slow = Math.min(service, drain);
    double ahead = (Math.max(service, drain) - slow) * time;
    double share = ahead < 1e-9 ? 1 : -StrictMath.expm1(-ahead) / ahead;
    double both = StrictMath.exp(-slow * time) * (1 + slow * time * share);
    return (1 - waiting) * StrictMath.exp(-service * time) + waiting * both;
  }

  /**
   * The fewest workers whose p99 is within a time; none when the service alone takes longer, or
   * more than {@value #MOST} are needed.
   */
  public static OptionalInt fewest(Line line, double p99, long seed) {
    if (line.service().quantile(SHARE) > p99 || line.load() >= MOST) {
      return OptionalInt.empty();
    }
    int low = (int) line.load();
    int high = low + 1;
    for (int step = 1; !isWithin(line, high, p99, seed); step *= 2) {
      low = high;
      if (low == MOST) {
        return OptionalInt.empty();
      }
      high = Math.min(MOST, low + step);
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (isWithin(line, middle, p99, seed)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return OptionalInt.of(high);
  }

  private static boolean isWithin(Line line, int workers, double p99, long seed) {
    return new WorkerQueue(line, workers).latency(seed).p99() <= p99;
  }
}

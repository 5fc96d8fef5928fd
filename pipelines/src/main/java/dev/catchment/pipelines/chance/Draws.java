package dev.catchment.pipelines.chance;

import java.util.List;

/**
 * A stream of seeded random draws that can be made anew for any subject, so that what one person
 * does never depends on who was simulated before.
 *
 * <p>SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014),
 * with strict mathematics, so that every machine draws the same. Not thread-safe.
 */
public final class Draws {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** What a stream is for; streams of different purpose are independent. */
  public enum Purpose {
    CATALOGUE(1),
    HOUSEHOLD(2),
    PERSON(3),
    LIFE(4),
    DIRT(5),
    INTERNAL(6),
    ID(7),
    ARRIVALS(8),
    BURSTS(9),
    STREAM(10),
    ANOMALIES(11),
    KEYS(12),
    LINES(13),
    SERVICE(14),
    PLACES(15);

    private final int salt;

    Purpose(int salt) {
      this.salt = salt;
    }
  }

  private long state;

  private Draws(long state) {
    this.state = state;
  }

  public static Draws of(long seed, Purpose purpose, long subject) {
    return new Draws(mix(mix(mix(seed) + purpose.salt) + subject));
  }

  /** A one-to-one scrambling of a number under a seed: different numbers stay different. */
  public static long scramble(long seed, long number) {
    return mix(number ^ mix(seed + Purpose.ID.salt));
  }

  private static long mix(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** At least 0 and below 1. */
  public double uniform() {
    return (next() >>> 11) * 0x1p-53;
  }

  /** At least {@code low} and below {@code high}. */
  public double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  public boolean chance(double probability) {
    return uniform() < probability;
  }

  /** At least 0 and below the bound. */
  public int below(int bound) {
    return (int) (uniform() * bound);
  }

  public <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  public double gaussian() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }

  public double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * gaussian());
  }

  public double exponential(double mean) {
    return -mean * StrictMath.log(1 - uniform());
  }

  /** Knuth's product method, for means up to about 100. */
  public int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    int count = 0;
    for (double product = uniform(); product > limit; product *= uniform()) {
      count++;
    }
    return count;
  }

  /** An index with probability in proportion to its weight. */
  public int weighted(double... weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double left = uniform() * total;
    for (int index = 0; index < weights.length - 1; index++) {
      left -= weights[index];
      if (left < 0) {
        return index;
      }
    }
    return weights.length - 1;
  }
}

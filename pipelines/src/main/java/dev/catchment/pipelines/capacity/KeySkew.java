package dev.catchment.pipelines.capacity;

import dev.catchment.pipelines.chance.Draws;
import dev.catchment.pipelines.chance.Draws.Purpose;
import java.util.Arrays;

/**
 * Keys that are thrown into partitions by their hash, the n-th of which has a part of all events in
 * proportion to n to the power of minus the skew (Zipf).
 *
 * <p>The most frequent {@value #SINGLE} keys are thrown one by one, the others as a normal number
 * with the mean and the variance of their sum; the median of {@value #THROWS} throws counts.
 *
 * @param keys how many keys there are, at least 1
 * @param skew the exponent, at least 0
 */
record KeySkew(long keys, double skew) {
  private static final int SINGLE = 10_000;
  private static final int THROWS = 21;

  /** The part of the events that the most frequent key has. */
  double hottestKey() {
    return 1 / total(1);
  }

  /** The part of the events that the fullest of some partitions has. */
  double hottest(int partitions, long seed) {
    if (partitions == 1) {
      return 1;
    }
    int single = (int) Math.min(keys, SINGLE);
    double[] weights = new double[single];
    Arrays.setAll(weights, key -> StrictMath.pow(key + 1.0, -skew));
    double sum = Arrays.stream(weights).sum();
    double rest = tail(1, single);
    double all = sum + rest;
    double spread = StrictMath.sqrt(tail(2, single) / partitions * (1 - 1.0 / partitions)) / all;
    double[] fullest = new double[THROWS];
    for (int turn = 0; turn < THROWS; turn++) {
      Draws draws = Draws.of(seed, Purpose.PLACES, turn);
      double[] loads = new double[partitions];
      for (double weight : weights) {
        loads[draws.below(partitions)] += weight / all;
      }
      for (int place = 0; place < partitions; place++) {
        loads[place] += rest / all / partitions + spread * draws.gaussian();
      }
      fullest[turn] = Arrays.stream(loads).max().orElseThrow();
    }
    Arrays.sort(fullest);
    return Math.min(1, fullest[THROWS / 2]);
  }

  /** The sum over all keys of their weights to a power. */
  private double total(int power) {
    int single = (int) Math.min(keys, SINGLE);
    double sum = 0;
    for (int key = 1; key <= single; key++) {
      sum += StrictMath.pow(key, -skew * power);
    }
    return sum + tail(power, single);
  }

  /** The same sum over the keys behind the first: the integral between the middles. */
  private double tail(int power, int first) {
    double exponent = skew * power;
    double low = first + 0.5;
    double high = keys + 0.5;
    if (keys <= first) {
      return 0;
    }
    return Math.abs(exponent - 1) < 1e-9
        ? StrictMath.log(high / low)
        : (StrictMath.pow(high, 1 - exponent) - StrictMath.pow(low, 1 - exponent)) / (1 - exponent);
  }
}

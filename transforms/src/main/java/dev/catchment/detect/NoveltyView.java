package dev.catchment.detect;

import dev.catchment.model.Doubles;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What {@link Novelty} sees of a series on one scale of time, and the states that it has seen;
 * mutable.
 *
 * <p>A state has five sides: the value; the step, what it differs by from the mean of the last few;
 * the residual, what it differs by from the values at this time of day, smoothed; the trend, what a
 * short mean differs by from a long one; and the roughness, the logarithm of the mean step from one
 * value to the next, in mean deviations of the value. A side is measured in its own mean deviation,
 * and is 0 as long as it is not known. It counts once it was seen 32 times.
 */
final class NoveltyView {
  /** How many states are remembered. */
  static final int STATES = 64;

  static final int VALUE = 0;
  static final int STEP = 1;
  static final int RESIDUAL = 2;
  static final int TREND = 3;
  static final int ROUGHNESS = 4;
  static final int SIDES = 5;

  private static final double FEW = 8;
  private static final double SHORT = 32;
  private static final double LONG = 512;
  private static final double ROUGH = 32;
  private static final double SMOOTHING = 0.3;
  private static final double MEMORY = 1000;
  private static final double FARTHEST = 8;
  private static final double FOLLOWING = 0.02;

  /** How often a side is seen before it counts. */
  private static final int KNOWN_SIDE = 32;

  /** The standard deviation of a normal distribution in mean deviations. */
  private static final double DEVIATION = 1.2533;

  private final double scale;
  private int taken;
  private int known;
  private final double[] averages;
  private final double[] means;
  private final double[] deviations;
  private final int[] counts;
  private final double[][] states;
  private final int[] used;
  private int side;

  private static final int MEAN_FEW = 0;
  private static final int MEAN_SHORT = 1;
  private static final int MEAN_LONG = 2;
  private static final int MEAN_CHANGE = 3;
  private static final int MEAN_RESIDUAL = 4;
  private static final int LAST = 5;
  private static final int AVERAGES = 6;

  /** A view that looks back the given multiple of the usual lengths. */
  NoveltyView(double scale) {
    this.scale = scale;
    averages = new double[AVERAGES];
    means = new double[SIDES];
    deviations = new double[SIDES];
    counts = new int[SIDES];
    states = new double[STATES][];
    used = new int[STATES];
  }

  /** The mean of the last few values. */
  double expected() {
    return averages[MEAN_FEW];
  }

  /** The side that tells the last value from the nearest known state. */
  int side() {
    return side;
  }

  /**
   * Learns a value.
   *
   * @param residual what it differs by from the values at this time of day, NaN if these are
   *     unknown
   * @param radius the distance from which on a state is a new one
   * @return the distance to the nearest known state, 0 if there is none
   */
  double take(double value, double residual, double radius) {
    boolean[] present = new boolean[SIDES];
    double[] state = observe(value, residual, present);
    for (int i = 0; i < SIDES; i++) {
      if (present[i]) {
        measure(i, state[i]);
      }
    }
    int nearest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < known; i++) {
      double distance = distance(state, states[i], least);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    if (nearest >= 0) {
      side = newest(state, states[nearest], radius);
    }
    if (nearest < 0 || least > radius) {
      int place = known < STATES ? known++ : leastRecent();
      states[place] = state;
      used[place] = taken;
    } else {
      used[nearest] = taken;
      for (int i = 0; i < SIDES; i++) {
        states[nearest][i] += FOLLOWING * (state[i] - states[nearest][i]);
      }
    }
    taken++;
    return nearest < 0 ? 0 : least;
  }

  private double[] observe(double value, double residual, boolean[] present) {
    if (taken == 0) {
      averages[MEAN_FEW] = value;
      averages[MEAN_SHORT] = value;
      averages[MEAN_LONG] = value;
      averages[LAST] = value;
    }
    double[] state = new double[SIDES];
    state[VALUE] = value;
    present[VALUE] = true;
    state[STEP] = value - averages[MEAN_FEW];
    present[STEP] = true;
    average(MEAN_FEW, value, FEW);
    average(MEAN_SHORT, value, SHORT);
    average(MEAN_LONG, value, LONG);
    average(MEAN_CHANGE, Math.abs(value - averages[LAST]), ROUGH);
    averages[LAST] = value;
    if (!Double.isNaN(residual)) {
      averages[MEAN_RESIDUAL] +=
          (1 - Math.pow(1 - SMOOTHING, 1 / scale)) * (residual - averages[MEAN_RESIDUAL]);
      state[RESIDUAL] = averages[MEAN_RESIDUAL];
      present[RESIDUAL] = true;
    }
    if (taken > SHORT * scale) {
      state[TREND] = averages[MEAN_SHORT] - averages[MEAN_LONG];
      present[TREND] = true;
    }
    if (taken > ROUGH * scale && deviations[VALUE] > 0) {
      state[ROUGHNESS] = Math.log(averages[MEAN_CHANGE] / deviations[VALUE] + 1e-3);
      present[ROUGHNESS] = true;
    }
    return state;
  }

  private void average(int which, double value, double length) {
    double weight = Math.max(1 / (length * scale), 1.0 / (taken + 1));
    averages[which] += weight * (value - averages[which]);
  }

  private void measure(int i, double value) {
    counts[i]++;
    if (counts[i] == 1) {
      means[i] = value;
      return;
    }
    double difference = value - means[i];
    double size = Math.abs(difference);
    double weight = Math.max(1.0 / counts[i], 1 / MEMORY);
    means[i] += weight * difference;
    double most = deviations[i] > 0 ? FARTHEST * deviations[i] : size;
    deviations[i] += weight * (Math.min(size, most) - deviations[i]);
  }

  private double distance(double[] state, double[] other, double enough) {
    double most = 0;
    for (int i = 0; i < SIDES && most < enough; i++) {
      most = Math.max(most, distance(i, state, other));
    }
    return most;
  }

  private double distance(int i, double[] state, double[] other) {
    if (counts[i] < KNOWN_SIDE) {
      return 0;
    }
    double least = 1e-9 * Math.abs(means[i]) + Double.MIN_NORMAL;
    return Math.abs(state[i] - other[i]) / (DEVIATION * deviations[i] + least);
  }

  /** The first side that is farther than the radius, or else the farthest. */
  private int newest(double[] state, double[] other, double radius) {
    int found = 0;
    for (int i = 0; i < SIDES; i++) {
      if (distance(i, state, other) > radius) {
        return i;
      }
      if (distance(i, state, other) > distance(found, state, other)) {
        found = i;
      }
    }
    return found;
  }

  private int leastRecent() {
    int found = 0;
    for (int i = 1; i < STATES; i++) {
      if (used[i] < used[found]) {
        found = i;
      }
    }
    return found;
  }

  void write(OutputStream out) throws IOException {
    Wire.writeVarint(taken, out);
    Doubles.write(averages, out);
    Doubles.write(means, out);
    Doubles.write(deviations, out);
    for (int count : counts) {
      Wire.writeVarint(count, out);
    }
    Wire.writeVarint(known, out);
    for (int i = 0; i < known; i++) {
      Wire.writeVarint(used[i], out);
      Doubles.write(states[i], out);
    }
  }

  /** Reads what {@link #write} wrote of a view on the same scale. */
  static NoveltyView read(double scale, InputStream in) throws IOException {
    NoveltyView view = new NoveltyView(scale);
    view.taken = Wire.readLength(in);
    copy(Doubles.read(AVERAGES, in), view.averages);
    copy(Doubles.read(SIDES, in), view.means);
    copy(Doubles.read(SIDES, in), view.deviations);
    for (int i = 0; i < SIDES; i++) {
      view.counts[i] = Wire.readLength(in);
    }
    view.known = Wire.readLength(in);
    if (view.known > STATES) {
      throw new IOException("malformed number of states " + view.known);
    }
    for (int i = 0; i < view.known; i++) {
      view.used[i] = Wire.readLength(in);
      view.states[i] = Doubles.read(SIDES, in);
    }
    return view;
  }

  private static void copy(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }
}

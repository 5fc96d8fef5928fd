package dev.catchment.detect;

import dev.catchment.model.Doubles;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A mean per slot of a rhythm, exponentially weighted; mutable. */
final class Slots {
  private final double[] means;
  private final int[] counts;

  Slots(int slots) {
    this(new double[slots], new int[slots]);
  }

  private Slots(double[] means, int[] counts) {
    this.means = means;
    this.counts = counts;
  }

  int size() {
    return means.length;
  }

  /** How many values a slot has seen. */
  int count(int slot) {
    return counts[slot];
  }

  double mean(int slot) {
    return means[slot];
  }

  /** Moves the mean of a slot towards a value, by one over the count or a least share. */
  void learn(int slot, double value, double share) {
    counts[slot]++;
    means[slot] += Math.max(1.0 / counts[slot], share) * (value - means[slot]);
  }

  void write(OutputStream out) throws IOException {
    Wire.writeVarint(means.length, out);
    for (int count : counts) {
      Wire.writeVarint(count, out);
    }
    Doubles.write(means, out);
  }

  static Slots read(InputStream in) throws IOException {
    int[] counts = new int[Wire.readLength(in)];
    for (int slot = 0; slot < counts.length; slot++) {
      counts[slot] = Wire.readLength(in);
    }
    return new Slots(Doubles.read(counts.length, in), counts);
  }
}

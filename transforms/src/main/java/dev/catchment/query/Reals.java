package dev.catchment.query;

import dev.catchment.model.ExactSum;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * Exact sums of real numbers, one per group. A sum is two doubles, the second what the first cannot
 * hold, as long as that is exact; beyond, an {@link ExactSum}. Numbers that are not finite are
 * counted beside.
 */
final class Reals {
  private double[] high = new double[0];
  private double[] low = new double[0];
  private long[] counts = new long[0];
  private ExactSum[] exact = new ExactSum[0];
  private double[] wild = new double[0];

  void grow(int groups) {
    if (groups > high.length) {
      int room = States.roomFor(groups, high.length);
      high = Arrays.copyOf(high, room);
      low = Arrays.copyOf(low, room);
      counts = Arrays.copyOf(counts, room);
      exact = Arrays.copyOf(exact, room);
      wild = Arrays.copyOf(wild, room);
    }
  }

  long count(int group) {
    return counts[group];
  }

  void add(int group, double value) {
    counts[group]++;
    double first = high[group];
    double sum = first + value;
    if (!(Math.abs(sum) <= Double.MAX_VALUE)) {
      addFar(group, value);
      return;
    }
    // Knuth's two-sum: sum + rest is first + value exactly.
    double part = sum - first;
    double rest = (first - (sum - part)) + (value - part);
    double second = low[group];
    double lower = second + rest;
    double lowerPart = lower - second;
    if ((second - (lower - lowerPart)) + (rest - lowerPart) != 0) {
      addFar(group, value);
      return;
    }
    high[group] = sum;
    low[group] = lower;
  }

  /** Adds what the two doubles cannot take exactly. */
  private void addFar(int group, double value) {
    if (!Double.isFinite(value)) {
      wild[group] += value;
      return;
    }
    ExactSum sum = exact(exact, group);
    sum.add(value);
  }

  private static ExactSum exact(ExactSum[] sums, int group) {
    if (sums[group] == null) {
      sums[group] = new ExactSum();
    }
    return sums[group];
  }

  private ExactSum whole(int group) {
    ExactSum sum = new ExactSum();
    sum.add(high[group]);
    sum.add(low[group]);
    if (exact[group] != null) {
      sum.addAll(exact[group]);
    }
    return sum;
  }

  boolean isFinite(int group) {
    return wild[group] == 0;
  }

  double value(int group) {
    return isFinite(group) ? whole(group).value() : wild[group];
  }

  BigDecimal exact(int group) {
    return whole(group).exact();
  }

  void write(int group, OutputStream out) throws IOException {
    Wire.writeVarint(counts[group], out);
    Wire.writeDecimal(high[group], out);
    Wire.writeDecimal(low[group], out);
    out.write((exact[group] == null ? 0 : 1) + (isFinite(group) ? 0 : 2));
    if (exact[group] != null) {
      new ExactSum.SumCoder().encode(exact[group], out);
    }
    if (!isFinite(group)) {
      Wire.writeDecimal(wild[group], out);
    }
  }

  void merge(int group, InputStream in) throws IOException {
    long count = Wire.readVarint(in);
    long before = counts[group];
    add(group, Wire.readDecimal(in));
    add(group, Wire.readDecimal(in));
    counts[group] = before + count;
    int more = Wire.readByte(in);
    if ((more & 1) != 0) {
      exact(exact, group).addAll(new ExactSum.SumCoder().decode(in));
    }
    if ((more & 2) != 0) {
      wild[group] += Wire.readDecimal(in);
    }
  }
}

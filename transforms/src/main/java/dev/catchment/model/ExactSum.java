package dev.catchment.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * A sum of floating-point numbers without rounding error, so that it does not depend on the order
 * of the numbers; the value is the sum rounded once.
 *
 * <p>Holds the sum as doubles that do not overlap, in ascending magnitude: J. R. Shewchuk, Adaptive
 * Precision Floating-Point Arithmetic, 1997; rounded as Python's {@code math.fsum} does. Two or
 * three doubles are the rule, about 40 the most. A sum beyond the range of a double is not exact.
 */
public final class ExactSum {
  /** The most bytes that a sum takes as it is stored: its two counts and 40 parts. */
  public static final long MOST_BYTES = 10 + 1 + 40 * 8;

  private double[] parts = new double[2];
  private int size;
  private long count;

  /** The count of the numbers added. */
  public long count() {
    return count;
  }

  /** Adds a finite number. */
  public void add(double number) {
    count++;
    addPart(number);
  }

  /** Adds the numbers of another sum. */
  public void addAll(ExactSum other) {
    count += other.count;
    for (int index = 0; index < other.size; index++) {
      addPart(other.parts[index]);
    }
  }

  private void addPart(double number) {
    double high = number;
    int kept = 0;
    for (int index = 0; index < size; index++) {
      double part = parts[index];
      double sum = high + part;
      double low = Math.abs(high) < Math.abs(part) ? high - (sum - part) : part - (sum - high);
      if (low != 0) {
        parts[kept++] = low;
      }
      high = sum;
    }
    if (kept == parts.length) {
      parts = Arrays.copyOf(parts, kept + 2);
    }
    parts[kept] = high;
    size = kept + 1;
  }

  /** The sum rounded to the nearest double, ties to even. */
  public double value() {
    if (size == 0) {
      return 0;
    }
    int index = size - 1;
    double high = parts[index];
    double low = 0;
    while (index > 0 && low == 0) {
      double part = parts[--index];
      double sum = high + part;
      low = part - (sum - high);
      high = sum;
    }
    if (index > 0 && low != 0 && Math.signum(low) == Math.signum(parts[index - 1])) {
      double twice = low * 2;
      double up = high + twice;
      if (up - high == twice) {
        high = up;
      }
    }
    return high;
  }

  /** The sum without any rounding. */
  public BigDecimal exact() {
    BigDecimal sum = BigDecimal.ZERO;
    for (int index = 0; index < size; index++) {
      sum = sum.add(new BigDecimal(parts[index]));
    }
    return sum;
  }

  /** The coder of the sum; the format is in {@code docs/formats/coders.md}. */
  public static final class SumCoder extends CustomCoder<ExactSum> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(ExactSum sum, OutputStream out) throws IOException {
      Wire.writeVarint(sum.count, out);
      Wire.writeVarint(sum.size, out);
      for (int index = 0; index < sum.size; index++) {
        Wire.writeFixed(Double.doubleToLongBits(sum.parts[index]), out);
      }
    }

    @Override
    public ExactSum decode(InputStream in) throws IOException {
      ExactSum sum = new ExactSum();
      sum.count = Wire.readVarint(in);
      sum.size = Wire.readLength(in);
      sum.parts = new double[Math.max(2, sum.size)];
      for (int index = 0; index < sum.size; index++) {
        sum.parts[index] = Double.longBitsToDouble(Wire.readFixed(in));
      }
      return sum;
    }
  }
}

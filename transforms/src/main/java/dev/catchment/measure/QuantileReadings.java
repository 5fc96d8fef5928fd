package dev.catchment.measure;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;

/**
 * A quantile of numbers: the least number that is not below the given share of them. Exact up to
 * {@value #EXACT} numbers; beyond, a KLL sketch (Apache DataSketches) of k = {@value #EXACT}, whose
 * rank is off by 0.3 % at most in 99 of 100 cases, so that the quantile 0.99 is one of 0.987 to
 * 0.993. Missing and NaN numbers are left out. 8 bytes a number, 25 KB at most.
 *
 * <p>The sketch draws lots when it drops numbers: beyond {@value #EXACT} numbers the value may
 * differ within that error when the same numbers are measured again.
 */
final class QuantileReadings extends Measure<QuantileReadings.Numbers> {
  /** The number of numbers up to which all are kept. */
  static final int EXACT = 1024;

  private static final long serialVersionUID = 1;

  private final double share;

  private QuantileReadings(double share) {
    this.share = share;
  }

  static QuantileReadings of(double share) {
    return new QuantileReadings(share);
  }

  /** All numbers, or a sketch of them. */
  static final class Numbers {
    private double[] kept = new double[4];
    private int size;
    private KllDoublesSketch sketch;

    void add(double number) {
      if (sketch == null && size == EXACT) {
        sketch = KllDoublesSketch.newHeapInstance(EXACT);
        sketch.update(kept, 0, size);
        kept = null;
      }
      if (sketch != null) {
        sketch.update(number);
        return;
      }
      if (size == kept.length) {
        kept = Arrays.copyOf(kept, Math.min(EXACT, 2 * size));
      }
      kept[size++] = number;
    }

    void addAll(Numbers other) {
      if (other.sketch == null) {
        for (int index = 0; index < other.size; index++) {
          add(other.kept[index]);
        }
        return;
      }
      KllDoublesSketch merged = KllDoublesSketch.newHeapInstance(EXACT);
      merged.merge(other.sketch);
      if (sketch != null) {
        merged.merge(sketch);
      } else if (size > 0) {
        merged.update(kept, 0, size);
      }
      sketch = merged;
      kept = null;
    }

    double quantile(double share) {
      if (sketch != null) {
        return sketch.getQuantile(share, QuantileSearchCriteria.INCLUSIVE);
      }
      if (size == 0) {
        return Double.NaN;
      }
      double[] sorted = Arrays.copyOf(kept, size);
      Arrays.sort(sorted);
      return sorted[Math.max(0, (int) Math.ceil(share * size) - 1)];
    }
  }

  @Override
  public Numbers createAccumulator() {
    return new Numbers();
  }

  @Override
  public Numbers addInput(Numbers numbers, Reading reading) {
    double number = reading.number();
    if (!Double.isNaN(number)) {
      numbers.add(number);
    }
    return numbers;
  }

  @Override
  Numbers merge(Numbers numbers, Numbers other) {
    numbers.addAll(other);
    return numbers;
  }

  @Override
  public Double extractOutput(Numbers numbers) {
    return numbers.quantile(share);
  }

  @Override
  Coder<Numbers> coder() {
    return new NumbersCoder();
  }

  private static final class NumbersCoder extends CustomCoder<Numbers> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(Numbers numbers, OutputStream out) throws IOException {
      if (numbers.sketch == null) {
        Wire.writeVarint(numbers.size, out);
        for (int index = 0; index < numbers.size; index++) {
          Wire.writeDecimal(numbers.kept[index], out);
        }
        return;
      }
      Wire.writeVarint(EXACT + 1, out);
      byte[] bytes = numbers.sketch.toByteArray();
      Wire.writeVarint(bytes.length, out);
      out.write(bytes);
    }

    @Override
    public Numbers decode(InputStream in) throws IOException {
      Numbers numbers = new Numbers();
      int size = Wire.readLength(in);
      if (size > EXACT) {
        byte[] bytes = new byte[Wire.readLength(in)];
        Wire.readFully(bytes, in);
        numbers.sketch = KllDoublesSketch.heapify(Memory.wrap(bytes));
        numbers.kept = null;
        return numbers;
      }
      numbers.size = size;
      numbers.kept = new double[Math.max(4, size)];
      for (int index = 0; index < size; index++) {
        numbers.kept[index] = Wire.readDecimal(in);
      }
      return numbers;
    }
  }
}

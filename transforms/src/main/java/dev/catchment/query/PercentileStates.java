package dev.catchment.query;

import dev.catchment.model.NumberCounts;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Percentiles, the number of rank ⌈share × count⌉: exact up to {@value NumberCounts#MOST} different
 * numbers, beyond the middle of a bucket of {@link NumberCounts}.
 */
final class PercentileStates extends States {
  private final AggregateFunction function;
  private NumberCounts[] numbers = new NumberCounts[0];
  private double[] shares = new double[0];

  PercentileStates(AggregateFunction function) {
    this.function = function;
  }

  @Override
  void grow(int groups) {
    if (groups > numbers.length) {
      int room = roomFor(groups, numbers.length);
      numbers = Arrays.copyOf(numbers, room);
      shares = Arrays.copyOf(shares, room);
    }
  }

  @Override
  void add(RowBlock block, int row, int group) {
    Object value = block.valueAt(function.argument(), row);
    Object share = block.valueAt(function.second(), row);
    if (value == null || share == null) {
      return;
    }
    shares[group] = ((Number) share).doubleValue();
    double number = ((Number) value).doubleValue();
    if (!Double.isNaN(number)) {
      if (numbers[group] == null) {
        numbers[group] = new NumberCounts();
      }
      numbers[group].add(number);
    }
  }

  @Override
  void write(int group, OutputStream out) throws IOException {
    out.write(numbers[group] == null ? 0 : 1);
    Wire.writeDecimal(shares[group], out);
    if (numbers[group] != null) {
      numbers[group].encode(out);
    }
  }

  @Override
  void merge(int group, InputStream in) throws IOException {
    boolean isThere = Wire.readByte(in) != 0;
    double share = Wire.readDecimal(in);
    if (!isThere) {
      return;
    }
    shares[group] = share;
    NumberCounts others = NumberCounts.decode(in);
    if (numbers[group] == null) {
      numbers[group] = others;
    } else {
      numbers[group].addAll(others);
    }
  }

  @Override
  Object result(int group) {
    if (!(shares[group] >= 0 && shares[group] <= 1)) {
      throw RowFailure.argument("The share of a percentile is not between 0 and 1.");
    }
    return numbers[group] == null ? null : (Object) numbers[group].quantile(shares[group]);
  }
}

package dev.catchment.query;

import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.BitSet;

/** Exact sums of numbers, and the means they give. */
final class SumStates {
  private SumStates() {}

  static States of(AggregateFunction function) {
    return switch (function.from().storage()) {
      case LONG -> new Whole(function);
      case DOUBLE -> new Real(function);
      case OBJECT -> new Decimal(function);
    };
  }

  /** Of whole numbers, in 128 bits. */
  private static final class Whole extends States {
    private final AggregateFunction function;
    private long[] low = new long[0];
    private long[] high = new long[0];
    private long[] counts = new long[0];

    Whole(AggregateFunction function) {
      this.function = function;
    }

    @Override
    void grow(int groups) {
      if (groups > low.length) {
        int room = roomFor(groups, low.length);
        low = Arrays.copyOf(low, room);
        high = Arrays.copyOf(high, room);
        counts = Arrays.copyOf(counts, room);
      }
    }

    @Override
    void add(RowBlock block, int row, int group) {
      if (!block.isMissing(function.argument(), row)) {
        long value = block.longAt(function.argument(), row);
        add(group, value, value >> 63);
        counts[group]++;
      }
    }

    @Override
    void addAll(RowBlock block, int[] groups) {
      long[] values = (long[]) block.column(function.argument());
      BitSet gaps = block.missing(function.argument());
      for (int row = 0; row < block.rows(); row++) {
        int group = groups[row];
        if (group >= 0 && (gaps == null || !gaps.get(row))) {
          add(group, values[row], values[row] >> 63);
          counts[group]++;
        }
      }
    }

    private void add(int group, long moreLow, long moreHigh) {
      long sum = low[group] + moreLow;
      high[group] += moreHigh + (Long.compareUnsigned(sum, moreLow) < 0 ? 1 : 0);
      low[group] = sum;
    }

    @Override
    void write(int group, OutputStream out) throws IOException {
      Wire.writeVarint(counts[group], out);
      Wire.writeSigned(high[group], out);
      Wire.writeSigned(low[group], out);
    }

    @Override
    void merge(int group, InputStream in) throws IOException {
      counts[group] += Wire.readVarint(in);
      long moreHigh = Wire.readSigned(in);
      add(group, Wire.readSigned(in), moreHigh);
    }

    @Override
    Object result(int group) {
      if (counts[group] == 0) {
        return function.kind() == AggregateFunction.Kind.SUM0 ? 0L : null;
      }
      if (function.kind() == AggregateFunction.Kind.AVG) {
        BigInteger sum =
            BigInteger.valueOf(high[group])
                .shiftLeft(64)
                .add(BigInteger.valueOf(low[group] >>> 1).shiftLeft(1))
                .add(BigInteger.valueOf(low[group] & 1));
        return sum.doubleValue() / counts[group];
      }
      if (high[group] != low[group] >> 63) {
        throw RowFailure.overflow("BIGINT");
      }
      return Casts.checked(low[group], function.bytes(), "INTEGER");
    }
  }

  /** Of real numbers, rounded once. */
  private static final class Real extends States {
    private final AggregateFunction function;
    private final boolean average;
    private final Reals sums = new Reals();

    Real(AggregateFunction function) {
      this.function = function;
      this.average = function.kind() == AggregateFunction.Kind.AVG;
    }

    @Override
    void grow(int groups) {
      sums.grow(groups);
    }

    @Override
    void add(RowBlock block, int row, int group) {
      if (!block.isMissing(function.argument(), row)) {
        sums.add(group, block.doubleAt(function.argument(), row));
      }
    }

    @Override
    void addAll(RowBlock block, int[] groups) {
      double[] values = (double[]) block.column(function.argument());
      BitSet gaps = block.missing(function.argument());
      for (int row = 0; row < block.rows(); row++) {
        if (groups[row] >= 0 && (gaps == null || !gaps.get(row))) {
          sums.add(groups[row], values[row]);
        }
      }
    }

    @Override
    void write(int group, OutputStream out) throws IOException {
      sums.write(group, out);
    }

    @Override
    void merge(int group, InputStream in) throws IOException {
      sums.merge(group, in);
    }

    @Override
    Object result(int group) {
      if (sums.count(group) == 0) {
        return function.kind() == AggregateFunction.Kind.SUM0 ? 0.0 : null;
      }
      return average ? sums.value(group) / sums.count(group) : (Object) sums.value(group);
    }
  }

  /** Of decimals. */
  private static final class Decimal extends States {
    private final AggregateFunction function;
    private BigDecimal[] sums = new BigDecimal[0];
    private long[] counts = new long[0];

    Decimal(AggregateFunction function) {
      this.function = function;
    }

    @Override
    void grow(int groups) {
      if (groups > sums.length) {
        int room = roomFor(groups, sums.length);
        sums = Arrays.copyOf(sums, room);
        counts = Arrays.copyOf(counts, room);
      }
    }

    @Override
    void add(RowBlock block, int row, int group) {
      Object value = block.objectAt(function.argument(), row);
      if (value != null) {
        add(group, (BigDecimal) value);
        counts[group]++;
      }
    }

    private void add(int group, BigDecimal more) {
      sums[group] = sums[group] == null ? more : sums[group].add(more);
    }

    @Override
    void write(int group, OutputStream out) throws IOException {
      Wire.writeVarint(counts[group], out);
      RowBlockCoder.writeObject(DataType.DECIMAL, sums[group], out);
    }

    @Override
    void merge(int group, InputStream in) throws IOException {
      counts[group] += Wire.readVarint(in);
      Object more = RowBlockCoder.readObject(DataType.DECIMAL, in);
      if (more != null) {
        add(group, (BigDecimal) more);
      }
    }

    @Override
    Object result(int group) {
      if (counts[group] == 0) {
        return function.kind() == AggregateFunction.Kind.SUM0 ? BigDecimal.ZERO : null;
      }
      return function.kind() == AggregateFunction.Kind.AVG
          ? (Object)
              sums[group]
                  .divide(BigDecimal.valueOf(counts[group]), MathContext.DECIMAL128)
                  .doubleValue()
          : sums[group];
    }
  }
}

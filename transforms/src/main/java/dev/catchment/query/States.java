package dev.catchment.query;

import dev.catchment.model.ByteSink;
import dev.catchment.model.NumberCounts;
import dev.catchment.model.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.BitSet;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/**
 * What an aggregate function knows of each of some groups, which are numbered from 0 on. The result
 * does not depend on the order in which rows are added or states merged.
 */
abstract class States {
  /** Makes room for so many groups. */
  abstract void grow(int groups);

  /** Adds a row to a group. */
  abstract void add(RowBlock block, int row, int group);

  /** Writes the state of a group. */
  abstract void write(int group, OutputStream out) throws IOException;

  /** Merges a state that was written into that of a group. */
  abstract void merge(int group, InputStream in) throws IOException;

  /** The result of a group, as {@link RowBlock#valueAt} gives it. */
  abstract Object result(int group);

  /** Adds the rows of a block, each to its group, those to none whose group is negative. */
  void addAll(RowBlock block, int[] groups) {
    for (int row = 0; row < block.rows(); row++) {
      if (groups[row] >= 0) {
        add(block, row, groups[row]);
      }
    }
  }

  private static int roomFor(int groups, int had) {
    return Math.max(groups, Math.max(64, 2 * had));
  }

  /** Of functions that need no state. */
  static final class Nothing extends States {
    @Override
    void grow(int groups) {}

    @Override
    void add(RowBlock block, int row, int group) {}

    @Override
    void write(int group, OutputStream out) {}

    @Override
    void merge(int group, InputStream in) {}

    @Override
    Object result(int group) {
      return null;
    }
  }

  /** Counts of rows, or of those with a value. */
  static final class Counts extends States {
    private final int argument;
    private long[] counts = new long[0];

    Counts(int argument) {
      this.argument = argument;
    }

    @Override
    void grow(int groups) {
      if (groups > counts.length) {
        counts = Arrays.copyOf(counts, roomFor(groups, counts.length));
      }
    }

    @Override
    void add(RowBlock block, int row, int group) {
      if (argument < 0 || !block.isMissing(argument, row)) {
        counts[group]++;
      }
    }

    @Override
    void write(int group, OutputStream out) throws IOException {
      Wire.writeVarint(counts[group], out);
    }

    @Override
    void merge(int group, InputStream in) throws IOException {
      counts[group] += Wire.readVarint(in);
    }

    @Override
    Object result(int group) {
      return counts[group];
    }
  }

  /** Exact sums of whole numbers, in 128 bits. */
  static final class WholeSums extends States {
    private final AggregateFunction function;
    private long[] low = new long[0];
    private long[] high = new long[0];
    private long[] counts = new long[0];

    WholeSums(AggregateFunction function) {
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

  /** Exact sums of real numbers, rounded once. */
  static final class RealSums extends States {
    private final AggregateFunction function;
    private final boolean average;
    private Reals sums = new Reals();

    RealSums(AggregateFunction function) {
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

  /** Exact sums of decimals. */
  static final class DecimalSums extends States {
    private final AggregateFunction function;
    private BigDecimal[] sums = new BigDecimal[0];
    private long[] counts = new long[0];

    DecimalSums(AggregateFunction function) {
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

  /**
   * Variances of numbers, from the exact sums of them and of their squares, so that nothing is lost
   * to rounding.
   */
  static final class Variances extends States {
    private final AggregateFunction function;
    private final Reals sums = new Reals();
    private final Reals squares = new Reals();

    Variances(AggregateFunction function) {
      this.function = function;
    }

    @Override
    void grow(int groups) {
      sums.grow(groups);
      squares.grow(groups);
    }

    @Override
    void add(RowBlock block, int row, int group) {
      Object value = block.valueAt(function.argument(), row);
      if (value != null) {
        double number = ((Number) value).doubleValue();
        sums.add(group, number);
        double square = number * number;
        squares.add(group, square);
        double rest = Math.fma(number, number, -square);
        if (Double.isFinite(rest) && rest != 0) {
          squares.add(group, rest);
        }
      }
    }

    @Override
    void write(int group, OutputStream out) throws IOException {
      sums.write(group, out);
      squares.write(group, out);
    }

    @Override
    void merge(int group, InputStream in) throws IOException {
      sums.merge(group, in);
      squares.merge(group, in);
    }

    @Override
    Object result(int group) {
      long count = sums.count(group);
      boolean sample =
          function.kind() == AggregateFunction.Kind.STDDEV_SAMP
              || function.kind() == AggregateFunction.Kind.VAR_SAMP;
      if (count == 0 || (sample && count == 1)) {
        return null;
      }
      if (!sums.isFinite(group) || !squares.isFinite(group)) {
        return Double.NaN;
      }
      BigDecimal sum = sums.exact(group);
      BigDecimal n = BigDecimal.valueOf(count);
      BigDecimal numerator = squares.exact(group).multiply(n).subtract(sum.multiply(sum));
      BigDecimal denominator = n.multiply(sample ? BigDecimal.valueOf(count - 1) : n);
      double variance = numerator.divide(denominator, MathContext.DECIMAL64).doubleValue();
      return switch (function.kind()) {
        case VAR_POP, VAR_SAMP -> variance;
        default -> Math.sqrt(Math.max(0, variance));
      };
    }
  }

  /** The least or greatest of whole numbers. */
  static final class WholeExtremes extends States {
    private final int argument;
    private final boolean max;
    private long[] best = new long[0];
    private boolean[] has = new boolean[0];

    WholeExtremes(AggregateFunction function) {
      this.argument = function.argument();
      this.max = function.kind() == AggregateFunction.Kind.MAX;
    }

    @Override
    void grow(int groups) {
      if (groups > best.length) {
        int room = roomFor(groups, best.length);
        best = Arrays.copyOf(best, room);
        has = Arrays.copyOf(has, room);
      }
    }

    @Override
    void add(RowBlock block, int row, int group) {
      if (!block.isMissing(argument, row)) {
        add(group, block.longAt(argument, row));
      }
    }

    private void add(int group, long value) {
      if (!has[group] || (max ? value > best[group] : value < best[group])) {
        best[group] = value;
        has[group] = true;
      }
    }

    @Override
    void write(int group, OutputStream out) throws IOException {
      out.write(has[group] ? 1 : 0);
      if (has[group]) {
        Wire.writeSigned(best[group], out);
      }
    }

    @Override
    void merge(int group, InputStream in) throws IOException {
      if (Wire.readByte(in) != 0) {
        add(group, Wire.readSigned(in));
      }
    }

    @Override
    Object result(int group) {
      return has[group] ? (Object) best[group] : null;
    }
  }

  /** The least or greatest of any values, or the only one. */
  static final class Extremes extends States {
    private final AggregateFunction function;
    private Object[] best = new Object[0];
    private long[] counts = new long[0];

    Extremes(AggregateFunction function) {
      this.function = function;
    }

    @Override
    void grow(int groups) {
      if (groups > best.length) {
        int room = roomFor(groups, best.length);
        best = Arrays.copyOf(best, room);
        counts = Arrays.copyOf(counts, room);
      }
    }

    @Override
    void add(RowBlock block, int row, int group) {
      counts[group]++;
      Object value = block.valueAt(function.argument(), row);
      if (value != null) {
        add(group, value);
      }
    }

    private void add(int group, Object value) {
      if (best[group] == null) {
        best[group] = value;
        return;
      }
      int order = Comparisons.compare(value, best[group]);
      if (function.kind() == AggregateFunction.Kind.MAX ? order > 0 : order < 0) {
        best[group] = value;
      }
    }

    @Override
    void write(int group, OutputStream out) throws IOException {
      Wire.writeVarint(counts[group], out);
      Object value = best[group];
      out.write(value == null ? 0 : 1);
      if (value == null) {
        return;
      }
      switch (function.from().storage()) {
        case LONG -> Wire.writeSigned((Long) value, out);
        case DOUBLE -> Wire.writeDecimal((Double) value, out);
        case OBJECT -> RowBlockCoder.writeObject(function.from(), value, out);
      }
    }

    @Override
    void merge(int group, InputStream in) throws IOException {
      counts[group] += Wire.readVarint(in);
      if (Wire.readByte(in) == 0) {
        return;
      }
      add(
          group,
          switch (function.from().storage()) {
            case LONG -> (Object) Wire.readSigned(in);
            case DOUBLE -> Wire.readDecimal(in);
            case OBJECT -> RowBlockCoder.readObject(function.from(), in);
          });
    }

    @Override
    Object result(int group) {
      if (function.kind() == AggregateFunction.Kind.SINGLE && counts[group] > 1) {
        throw RowFailure.moreThanOneRow();
      }
      return best[group];
    }
  }

  /** About how many values differ, by HLL sketches (Apache DataSketches) of 2^12 registers. */
  static final class Distincts extends States {
    private static final int REGISTERS = 12;

    private final AggregateFunction function;
    private final KeyColumns argument;
    private final ByteSink bytes = new ByteSink();
    private HllSketch[] sketches = new HllSketch[0];

    Distincts(AggregateFunction function) {
      this.function = function;
      this.argument =
          KeyColumns.of(
              new RowType(
                  java.util.stream.IntStream.rangeClosed(0, function.argument())
                      .mapToObj(index -> new RowType.Column("c" + index, function.from()))
                      .toList()),
              function.argument());
    }

    @Override
    void grow(int groups) {
      if (groups > sketches.length) {
        sketches = Arrays.copyOf(sketches, roomFor(groups, sketches.length));
      }
    }

    @Override
    void add(RowBlock block, int row, int group) {
      if (block.isMissing(function.argument(), row)) {
        return;
      }
      bytes.clear();
      argument.write(block, row, bytes);
      sketch(group).update(Arrays.copyOf(bytes.array(), bytes.size()));
    }

    private HllSketch sketch(int group) {
      if (sketches[group] == null) {
        sketches[group] = new HllSketch(REGISTERS, TgtHllType.HLL_8);
      }
      return sketches[group];
    }

    @Override
    void write(int group, OutputStream out) throws IOException {
      byte[] sketch = sketches[group] == null ? new byte[0] : sketches[group].toCompactByteArray();
      Wire.writeVarint(sketch.length, out);
      out.write(sketch);
    }

    @Override
    void merge(int group, InputStream in) throws IOException {
      byte[] sketch = new byte[Wire.readLength(in)];
      Wire.readFully(sketch, in);
      if (sketch.length > 0) {
        Union union = new Union(REGISTERS);
        union.update(HllSketch.heapify(sketch));
        if (sketches[group] != null) {
          union.update(sketches[group]);
        }
        sketches[group] = union.getResult(TgtHllType.HLL_8);
      }
    }

    @Override
    Object result(int group) {
      return sketches[group] == null
          ? (Object) 0L
          : Math.round(sketches[group].getCompositeEstimate());
    }
  }

  /**
   * Percentiles, the number of rank ⌈share × count⌉: exact up to {@value NumberCounts#MOST}
   * different numbers, beyond the middle of a bucket of {@link NumberCounts}.
   */
  static final class Percentiles extends States {
    private final AggregateFunction function;
    private NumberCounts[] numbers = new NumberCounts[0];
    private double[] shares = new double[0];

    Percentiles(AggregateFunction function) {
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
}

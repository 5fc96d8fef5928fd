package dev.catchment.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Variances and standard deviations of numbers, from the exact sums of them and of their squares,
 * so that nothing is lost to rounding.
 */
final class VarianceStates extends States {
  private final AggregateFunction function;
  private final Reals sums = new Reals();
  private final Reals squares = new Reals();

  VarianceStates(AggregateFunction function) {
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

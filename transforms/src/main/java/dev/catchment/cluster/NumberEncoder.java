package dev.catchment.cluster;

import java.util.List;

/** Turns a number into one feature of the name of its column, by a function that never falls. */
sealed interface NumberEncoder extends Encoder
    permits NumberEncoder.Linear, NumberEncoder.Logarithm, QuantileEncoder {
  /** The feature of a number; NaN for NaN. */
  double of(double number);

  /** The number of a cell; NaN for a text that is no finite number. */
  static double parse(String cell) {
    try {
      double number = Double.parseDouble(cell);
      return Double.isFinite(number) ? number : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  @Override
  default List<String> features(String column) {
    return List.of(column);
  }

  @Override
  default int size() {
    return 1;
  }

  @Override
  default void encodeMissing(double median, double[] out, int at) {
    out[at] = of(median);
  }

  /** The number itself. */
  record Linear() implements NumberEncoder {
    @Override
    public EncodingKind kind() {
      return EncodingKind.NUMBER;
    }

    @Override
    public double of(double number) {
      return number;
    }
  }

  /** The natural logarithm of 1 + |x| with the sign of x: 0 at 0, odd, near x for small numbers. */
  record Logarithm() implements NumberEncoder {
    @Override
    public EncodingKind kind() {
      return EncodingKind.LOG;
    }

    @Override
    public double of(double number) {
      return Math.copySign(StrictMath.log1p(Math.abs(number)), number);
    }
  }
}

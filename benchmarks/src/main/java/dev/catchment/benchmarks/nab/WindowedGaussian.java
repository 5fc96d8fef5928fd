package dev.catchment.benchmarks.nab;

/**
 * The windowed Gaussian detector of the benchmark, a yardstick: the score of a value is 1 − the
 * tail probability of a normal distribution beyond it, with the mean and the population standard
 * deviation of the values in a window. Every value joins the window until there are 6,400; from
 * then on they join by the hundred and push the oldest hundred out.
 */
final class WindowedGaussian {
  private static final int WINDOW = 6400;
  private static final int STEP = 100;
  private static final double LEAST_DEVIATION = 1e-6;

  private final double[] window = new double[WINDOW];
  private final double[] step = new double[STEP];
  private int size;
  private int waiting;
  private double mean;
  private double deviation = 1;

  /** The score of a value, from 0 to 1. */
  double take(double value) {
    double score = size == 0 ? 0 : 1 - tail(Math.abs(value - mean) / deviation);
    if (size < WINDOW) {
      window[size++] = value;
      estimate();
    } else {
      step[waiting++] = value;
      if (waiting == STEP) {
        System.arraycopy(window, STEP, window, 0, WINDOW - STEP);
        System.arraycopy(step, 0, window, WINDOW - STEP, STEP);
        waiting = 0;
        estimate();
      }
    }
    return score;
  }

  private void estimate() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += window[i];
    }
    mean = sum / size;
    double squares = 0;
    for (int i = 0; i < size; i++) {
      squares += (window[i] - mean) * (window[i] - mean);
    }
    deviation = Math.sqrt(squares / size);
    if (deviation == 0) {
      deviation = LEAST_DEVIATION;
    }
  }

  /** The probability of a standard normal number above z, which is not negative. */
  static double tail(double z) {
    return 0.5 * complementaryError(z / Math.sqrt(2));
  }

  /**
   * 1 − erf(x) for x of 0 and more, to a relative 1e-13: the series of erf where x is small, the
   * continued fraction of the tail where it is large (Abramowitz and Stegun, 7.1.6 and 7.1.14).
   */
  private static double complementaryError(double x) {
    double scale = Math.exp(-x * x);
    if (x < 2.5) {
      double term = x;
      double sum = x;
      for (int n = 1; n < 100; n++) {
        term *= 2 * x * x / (2 * n + 1);
        sum += term;
      }
      return 1 - 2 / Math.sqrt(Math.PI) * scale * sum;
    }
    double fraction = x;
    for (int n = 200; n > 0; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return scale / Math.sqrt(Math.PI) / fraction;
  }
}

package dev.catchment.lookalike;

/** The probability of a class as the logistic function of a weighted sum of features. Immutable. */
final class LogisticModel {
  private final double intercept;
  private final double[] weights;

  private LogisticModel(double intercept, double[] weights) {
    this.intercept = intercept;
    this.weights = weights;
  }

  /** A model; the weights are copied. */
  static LogisticModel of(double intercept, double... weights) {
    return new LogisticModel(intercept, weights.clone());
  }

  /** The logistic function, the same to the last bit on every machine; never decreases. */
  static double logistic(double logit) {
    return 1 / (1 + StrictMath.exp(-logit));
  }

  /** The logarithm of the odds of a row of features. */
  double logit(double[] row) {
    double logit = intercept;
    for (int feature = 0; feature < weights.length; feature++) {
      logit += weights[feature] * row[feature];
    }
    return logit;
  }

  double intercept() {
    return intercept;
  }

  double weight(int feature) {
    return weights[feature];
  }

  /** The number of features. */
  int size() {
    return weights.length;
  }
}

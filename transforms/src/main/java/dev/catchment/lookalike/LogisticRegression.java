package dev.catchment.lookalike;

import static com.google.common.base.Preconditions.checkArgument;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Logistic regression with an L2 penalty, on weighted rows: the minimum of the sum of the weighted
 * losses log(1 + exp(∓logit)) and half the penalty times the squared weights; the intercept is
 * free. With weights of 1 it is that of scikit-learn's LogisticRegression with C = 1 / penalty.
 *
 * <p>Newton's method (iteratively reweighted least squares) with halved steps where a whole one
 * does not descend (Nocedal, Wright: Numerical Optimization, 2006, 3.1 and 3.3). Sums run over the
 * rows in their order: the same rows give the same model to the last bit. A step takes time in rows
 * times squared features, and memory in squared features.
 */
final class LogisticRegression {
  private static final int MOST_STEPS = 100;
  private static final double PRECISION = 1e-10;
  private static final double LEAST_DESCENT = 1e-4;
  private static final double SHORTEST_STEP = 1e-8;

  private final double[][] rows;
  private final boolean[] positive;
  private final double[] weights;
  private final double penalty;
  private final int size;

  private LogisticRegression(
      double[][] rows, boolean[] positive, double[] weights, double penalty) {
    this.rows = rows;
    this.positive = positive;
    this.weights = weights;
    this.penalty = penalty;
    this.size = rows[0].length + 1;
  }

  /**
   * The model of rows, of which some are positive and some are not.
   *
   * @param rows at least one, standardised, without missing values
   * @param weights how many people each row stands for, positive
   * @param penalty positive, which makes the minimum unique
   * @param start where the search begins; the minimum does not depend on it
   */
  static LogisticModel fit(
      double[][] rows, boolean[] positive, double[] weights, double penalty, LogisticModel start) {
    checkArgument(penalty > 0, "penalty=%s, must be positive", penalty);
    return new LogisticRegression(rows, positive, weights, penalty).fit(start);
  }

  /** The model that knows nothing: even odds. */
  static LogisticModel evenOdds(int features) {
    return LogisticModel.of(0, new double[features]);
  }

  private LogisticModel fit(LogisticModel start) {
    LogisticModel model = start;
    for (int count = 0; count < MOST_STEPS; count++) {
      double loss = loss(model);
      DMatrixRMaj gradient = new DMatrixRMaj(size, 1);
      DMatrixRMaj step = step(model, gradient);
      double slope = 0;
      for (int index = 0; index < size; index++) {
        slope += gradient.get(index) * step.get(index);
      }
      if (slope <= PRECISION * (1 + loss)) {
        return moved(model, step, 1);
      }
      double length = 1;
      LogisticModel next = moved(model, step, length);
      while (!(loss(next) <= loss - LEAST_DESCENT * length * slope) && length > SHORTEST_STEP) {
        length /= 2;
        next = moved(model, step, length);
      }
      model = next;
    }
    return model;
  }

  private LogisticModel moved(LogisticModel model, DMatrixRMaj step, double length) {
    double[] moved = new double[size - 1];
    for (int feature = 0; feature < moved.length; feature++) {
      moved[feature] = model.weight(feature) - length * step.get(feature + 1);
    }
    return LogisticModel.of(model.intercept() - length * step.get(0), moved);
  }

  private double loss(LogisticModel model) {
    double loss = 0;
    for (int row = 0; row < rows.length; row++) {
      double logit = model.logit(rows[row]);
      double wrong = positive[row] ? -logit : logit;
      loss +=
          weights[row] * (Math.max(0, wrong) + StrictMath.log1p(StrictMath.exp(-Math.abs(wrong))));
    }
    for (int feature = 0; feature < model.size(); feature++) {
      loss += penalty / 2 * model.weight(feature) * model.weight(feature);
    }
    return loss;
  }

  /** Fills the gradient, and divides it by the Hessian. */
  private DMatrixRMaj step(LogisticModel model, DMatrixRMaj gradient) {
    double[] hessian = new double[size * size];
    double[] sums = gradient.data;
    for (int feature = 1; feature < size; feature++) {
      sums[feature] = penalty * model.weight(feature - 1);
      hessian[feature * size + feature] = penalty;
    }
    double[] extended = new double[size];
    extended[0] = 1;
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, extended, 1, size - 1);
      double probability = LogisticModel.logistic(model.logit(rows[row]));
      double error = weights[row] * (probability - (positive[row] ? 1 : 0));
      double curvature = weights[row] * probability * (1 - probability);
      for (int i = 0; i < size; i++) {
        sums[i] += error * extended[i];
        double scaled = curvature * extended[i];
        int offset = i * size;
        for (int j = 0; j <= i; j++) {
          hessian[offset + j] += scaled * extended[j];
        }
      }
    }
    return solve(hessian, gradient);
  }

  private DMatrixRMaj solve(double[] hessian, DMatrixRMaj gradient) {
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        hessian[j * size + i] = hessian[i * size + j];
      }
    }
    LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.chol(size);
    LookalikeException.check(
        cholesky.setA(DMatrixRMaj.wrap(size, size, hessian)),
        "the features are too far apart in size to be weighed; leave out those of extreme values");
    DMatrixRMaj step = new DMatrixRMaj(size, 1);
    cholesky.solve(gradient, step);
    return step;
  }
}

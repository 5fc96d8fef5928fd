package dev.catchment.lookalike;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.Test;

public class LogisticRegressionTest {
  /**
   * What scikit-learn 1.2.1 makes of its set breast_cancer, malignant against benign:
   *
   * <pre>
   * python3 -c "from sklearn.datasets import load_breast_cancer as d
   * from sklearn.linear_model import LogisticRegression as L
   * from sklearn.preprocessing import StandardScaler as S
   * x, y = d(return_X_y=True); x = S().fit_transform(x)
   * m = L(C=1, tol=1e-12, max_iter=10000, solver='newton-cholesky').fit(x, y == 0)
   * print(m.intercept_.tolist(), m.coef_.tolist(), m.predict_proba(x)[:5, 1].tolist())"
   * </pre>
   */
  private static final double INTERCEPT = -0.21450272;

  private static final double[] WEIGHTS = {
    0.3630925319064732, 0.3876754424085953, 0.35106211866771164, 0.43560980327511173,
    0.1618311028031328, -0.5626540337053746, 0.8599171195795225, 0.9622802234768016,
    -0.07620903147701878, -0.32222623695029096, 1.290942289665691, -0.2689219013860392,
    0.659974596552489, 1.0125577321734933, 0.27721295891285486, -0.7363240127821211,
    -0.11053932078344827, 0.3334076188727379, -0.2957930258946485, -0.680919673054937,
    1.029262261634046, 1.31460763443803, 0.8233473825619094, 1.0107068321012707,
    0.6706819627714257, -0.04456425178974278, 0.8733339165121521, 0.9120031219156365,
    0.8878373243044496, 0.4798189080384451
  };

  private static final double[] FIRST_FIVE = {
    0.999999998792249, 0.9999679956066128, 0.9999998367492204, 0.9995072500665081, 0.999970117621954
  };

  @Test
  public void findsWhatScikitLearnFinds() throws IOException {
    double[][] cells;
    try (Stream<String> lines = Files.lines(SharedData.file("clustering/breast_cancer.csv"))) {
      cells =
          lines
              .skip(1)
              .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble))
              .map(row -> row.toArray())
              .toArray(double[][]::new);
    }
    double[][] raw =
        Arrays.stream(cells).map(row -> Arrays.copyOf(row, 30)).toArray(double[][]::new);
    boolean[] malignant = new boolean[cells.length];
    for (int row = 0; row < cells.length; row++) {
      malignant[row] = cells[row][30] == 0;
    }
    Standardizer standardizer = Standardizer.fit(raw, ones(raw.length));
    double[][] rows = Arrays.stream(raw).map(standardizer::apply).toArray(double[][]::new);
    LogisticModel model = fit(rows, malignant, 1);
    assertEquals(INTERCEPT, model.intercept(), 1e-8);
    for (int feature = 0; feature < 30; feature++) {
      assertEquals(WEIGHTS[feature], model.weight(feature), 1e-8);
    }
    for (int row = 0; row < 5; row++) {
      assertEquals(FIRST_FIVE[row], LogisticModel.logistic(model.logit(rows[row])), 1e-9);
    }
  }

  @Test
  public void recoversAKnownModel() {
    LogisticModel truth = LogisticModel.of(-1, 0.8, -0.5, 0);
    Random random = new Random(3);
    double[][] rows = random(random, 100_000, 3);
    boolean[] positive = new boolean[rows.length];
    for (int row = 0; row < rows.length; row++) {
      positive[row] = random.nextDouble() < LogisticModel.logistic(truth.logit(rows[row]));
    }
    LogisticModel model = fit(rows, positive, 1);
    assertEquals(truth.intercept(), model.intercept(), 0.03);
    for (int feature = 0; feature < 3; feature++) {
      assertEquals(truth.weight(feature), model.weight(feature), 0.03);
    }
  }

  /** At the minimum no direction descends. */
  @Property(tries = 100)
  void theGradientVanishes(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int features,
      @ForAll @IntRange(min = -3, max = 3) int magnitude) {
    Random random = new Random(seed);
    double[][] rows = random(random, 40, features);
    boolean[] positive = new boolean[rows.length];
    double[] weights = new double[rows.length];
    for (int row = 0; row < rows.length; row++) {
      positive[row] = row == 0 || (row > 1 && random.nextBoolean());
      weights[row] = 0.1 + random.nextDouble();
    }
    double penalty = Math.pow(10, magnitude);
    LogisticModel model =
        LogisticRegression.fit(
            rows, positive, weights, penalty, LogisticRegression.evenOdds(features));
    double[] gradient = new double[features + 1];
    for (int row = 0; row < rows.length; row++) {
      double probability = LogisticModel.logistic(model.logit(rows[row]));
      double error = weights[row] * (probability - (positive[row] ? 1 : 0));
      gradient[0] += error;
      for (int feature = 0; feature < features; feature++) {
        gradient[feature + 1] += error * rows[row][feature];
      }
    }
    for (int feature = 0; feature < features; feature++) {
      gradient[feature + 1] += penalty * model.weight(feature);
    }
    for (double slope : gradient) {
      assertEquals(0, slope, 1e-6);
    }
  }

  @Test
  public void aWeightIsANumberOfRows() {
    double[][] rows = {{0}, {1}, {2}, {3}};
    double[][] repeated = {{0}, {0}, {0}, {1}, {2}, {3}, {3}};
    LogisticModel weighted =
        LogisticRegression.fit(
            rows,
            new boolean[] {false, true, false, true},
            new double[] {3, 1, 1, 2},
            1,
            LogisticRegression.evenOdds(1));
    LogisticModel one =
        fit(repeated, new boolean[] {false, false, false, true, false, true, true}, 1);
    assertEquals(one.weight(0), weighted.weight(0), 1e-9);
    assertEquals(one.intercept(), weighted.intercept(), 1e-9);
  }

  @Test
  public void theStartDoesNotMatter() {
    double[][] rows = random(new Random(9), 200, 2);
    boolean[] positive = new boolean[200];
    Arrays.fill(positive, 0, 20, true);
    LogisticModel near = fit(rows, positive, 1);
    LogisticModel far =
        LogisticRegression.fit(
            rows, positive, ones(200), 1, LogisticModel.of(-40, new double[] {30, -30}));
    assertEquals(near.weight(0), far.weight(0), 1e-7);
    assertEquals(near.weight(1), far.weight(1), 1e-7);
    assertEquals(near.intercept(), far.intercept(), 1e-7);
  }

  @Test
  public void rowsThatAreApartHaveFiniteWeights() {
    double[][] rows = new double[1000][];
    boolean[] positive = new boolean[1000];
    for (int row = 0; row < 1000; row++) {
      rows[row] = new double[] {row < 10 ? 10 : -0.1, 0};
      positive[row] = row < 10;
    }
    LogisticModel model = fit(rows, positive, 1);
    assertTrue(model.weight(0) > 0.3 && model.weight(0) < 10);
    assertEquals(0, model.weight(1), 0);
    assertTrue(LogisticModel.logistic(model.logit(rows[0])) > 0.8);
    assertTrue(LogisticModel.logistic(model.logit(rows[999])) < 0.01);
  }

  @Test
  public void refusesToGoWithoutAPenalty() {
    assertThrows(
        IllegalArgumentException.class,
        () -> fit(new double[][] {{1}, {2}}, new boolean[] {true, false}, 0));
  }

  private static LogisticModel fit(double[][] rows, boolean[] positive, double penalty) {
    return LogisticRegression.fit(
        rows, positive, ones(rows.length), penalty, LogisticRegression.evenOdds(rows[0].length));
  }

  private static double[] ones(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[][] random(Random random, int rows, int features) {
    double[][] table = new double[rows][features];
    for (double[] row : table) {
      Arrays.setAll(row, feature -> random.nextGaussian());
    }
    return table;
  }
}

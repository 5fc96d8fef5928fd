package dev.catchment.detect;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.Random;
import org.junit.Test;

public class HotellingTest {
  private static final long NOW = 0;

  @Test
  public void seesACombinationThatNoMeasureShowsAlone() {
    Hotelling detector = new Hotelling(2, 4, 1000, 100);
    double[] state = correlated(detector, 1000);
    assertFalse(detector.take(state, NOW, new double[] {2, 2}).alert());
    Verdict apart = detector.take(state, NOW, new double[] {2, -2});
    assertTrue(apart.alert());
    assertThat(apart.reason(), apart.score(), greaterThan(0.6));
  }

  private static double[] correlated(Hotelling detector, int count) {
    Random random = new Random(1);
    double[] state = detector.create();
    for (int i = 0; i < count; i++) {
      double both = random.nextGaussian();
      detector.take(state, NOW, new double[] {both, both + 0.1 * random.nextGaussian()});
    }
    return state;
  }

  @Test
  public void theDistanceIsThatOfTheInverseCovariance() {
    Hotelling detector = new Hotelling(2, 1e3, 1000, 4);
    double[] state = detector.create();
    for (double[] values : new double[][] {{1, 1}, {-1, -1}, {2, -1}, {-2, 1}}) {
      detector.take(state, NOW, values);
    }
    // Mean 0, covariance [[2.5, -0.5], [-0.5, 1]], determinant 2.25.
    double squared = (1 * 9 + 2 * 0.5 * 3 * 2 + 2.5 * 4) / 2.25;
    double variance = 2.0 / 18;
    double normal = (Math.cbrt(squared / 2) - (1 - variance)) / Math.sqrt(variance);
    double score = detector.take(state, NOW, new double[] {3, 2}).score();
    assertEquals(normal / (normal + 1e3), score, 1e-12);
  }

  @Test
  public void chanceStaysWithinTheLimitWhateverTheNumberOfMeasures() {
    for (int width : new int[] {1, 3, 10}) {
      Hotelling detector = new Hotelling(width, 3, 100_000, 1000);
      double[] state = detector.create();
      Random random = new Random(width);
      int alerts = 0;
      for (int i = 0; i < 20_000; i++) {
        double[] values = random.doubles(width).map(x -> random.nextGaussian()).toArray();
        alerts += detector.take(state, NOW, values).alert() ? 1 : 0;
      }
      // A standard normal number is above 3 in 27 of 20,000 cases.
      assertThat(width + " measures", alerts, lessThan(60));
      assertThat(width + " measures", alerts, greaterThan(8));
    }
  }

  @Test
  public void aMeasureThatNeverChangedIsWatchedToo() {
    Hotelling detector = new Hotelling(2, 4, 1000, 50);
    double[] state = detector.create();
    for (int i = 0; i < 200; i++) {
      assertFalse(detector.take(state, NOW, new double[] {i % 5, 7}).alert());
    }
    assertEquals(
        Verdict.alert(1, Double.NaN, "a measure changed that never did"),
        detector.take(state, NOW, new double[] {2, 8}));
  }
}

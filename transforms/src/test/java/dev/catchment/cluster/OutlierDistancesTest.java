package dev.catchment.cluster;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class OutlierDistancesTest {
  private static final double NAN = Double.NaN;

  /** Two clusters on a line, at 0 and at 100. */
  private static ClusterModel model() {
    FeatureSpace space =
        new FeatureSpace(
            Tables.names(1),
            StandardScaler.of(new double[1], new double[] {1}),
            PrincipalComponents.none());
    Training training =
        new Training(
            FeatureEncoding.identity(space.features()),
            space,
            false,
            0,
            new TableProfile(9, new long[1], new double[1]));
    return ClusterModel.of(training, new double[][] {{0}, {100}}, Measures.none(2, 1));
  }

  private static double[] distances(double[] values, double... weights) {
    return OutlierDistances.of(new Coreset(1, values, weights), model());
  }

  @Test
  public void areMedianPlusThreeAndAHalfRobustDeviations() {
    double[] limits = distances(new double[] {1, -2, 3, 4, -40}, 1, 1, 1, 1, 1);
    assertArrayEquals(new double[] {3 + 3.5 * 1.4826, 0}, limits, 1e-12);
  }

  @Test
  public void countWeights() {
    double[] limits = distances(new double[] {1, -2, 103, 98, 95}, 3, 1, 1, 1, 4);
    assertArrayEquals(new double[] {1 + 3.5 * 1.2533 / 4, 5 + 3.5 * 1.2533 * 5 / 6}, limits, 1e-12);
  }

  @Test
  public void flagRowsThatAreFartherAway() {
    Assigner assigner = new Assigner(model().withOutlierDistances(new double[] {7, 2}));
    for (double value : new double[] {7, -7, 98, NAN}) {
      assigner.assign(new double[] {value});
      assertFalse(assigner.isOutlier());
    }
    for (double value : new double[] {7.1, -7.1, 97.9, 103}) {
      assigner.assign(new double[] {value});
      assertTrue(assigner.isOutlier());
    }
  }

  @Test
  public void medianIsTheFirstToReachHalfOfTheWeight() {
    assertEquals(2, OutlierDistances.median(new double[] {3, 1, 2}, new double[] {1, 1, 1}), 0);
    assertEquals(3, OutlierDistances.median(new double[] {3, 1, 2}, new double[] {5, 1, 1}), 0);
    assertEquals(0, OutlierDistances.median(new double[0], new double[0]), 0);
  }
}

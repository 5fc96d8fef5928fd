package dev.catchment.cluster;

import static org.junit.Assert.assertEquals;

import dev.catchment.cluster.ClusterProfile.Feature;
import dev.catchment.cluster.ClusterProfile.Scale;
import dev.catchment.cluster.ClusterProfile.Total;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class ClusterProfileTest {
  /** A model of these features alone, with a deviation of 1 where none is given. */
  private static ClusterModel model(
      List<String> features, double[] overall, double[] deviations, long[] sizes, double[]... by) {
    double[] ones = new double[overall.length];
    Arrays.fill(ones, 1);
    FeatureSpace space =
        new FeatureSpace(
            features,
            StandardScaler.of(overall, ones),
            PrincipalComponents.of(new double[0][], new double[0], new double[0]));
    return ClusterModel.of(
        new Training(
            FeatureEncoding.identity(features),
            space,
            false,
            0,
            new TableProfile(Arrays.stream(sizes).sum(), new long[overall.length], deviations)),
        by,
        new Measures(0, sizes, by, new double[0]));
  }

  @Test
  public void saysWhatMakesAClusterDifferent() {
    List<ClusterProfile> profiles = ClusterProfile.of(ModelJsonTest.model());
    assertEquals(2, profiles.size());
    ClusterProfile first = profiles.get(0);
    assertEquals(3, first.size());
    assertEquals(0.6, first.share(), 0);
    assertEquals(-1, first.features().get(0).effect(), 1e-12);
    assertEquals(2.5, first.features().get(1).effect(), 1e-12);
    assertEquals(
        List.of(
            "recency 2.5 standard deviations above the average",
            "orders 0.5 times the average (effect −1.0)"),
        first.words());
    assertEquals(
        List.of(
            "recency 3.8 standard deviations below the average",
            "orders 1.8 times the average (effect +1.5)"),
        profiles.get(1).words());
  }

  @Test
  public void aRatioIsOnlyToldOfAmounts() {
    assertEquals(
        "balance 1.5 standard deviations below the average",
        new Feature("balance", -4, 2, -1.5, Scale.NUMBER).words());
    assertEquals(
        "visits 0.04 times the average (effect −2.0)",
        new Feature("visits", 0.04, 1, -2, Scale.AMOUNT).words());
    assertEquals(
        "visits 150 times the average (effect +2.0)",
        new Feature("visits", 150, 1, 2, Scale.AMOUNT).words());
  }

  @Test
  public void almostNothingIsNotARatio() {
    assertEquals("no visits (effect −2.0)", new Feature("visits", 0, 1, -2, Scale.AMOUNT).words());
    assertEquals(
        "hardly any visits (effect −2.0)",
        new Feature("visits", 0.004, 1, -2, Scale.AMOUNT).words());
  }

  @Test
  public void roundingMakesNoMeanNegativeAndNoShareLessThanAll() {
    List<ClusterProfile> profiles =
        ClusterProfile.of(
            model(
                List.of("visits", "plan=gold"),
                new double[] {1, 0.5},
                new double[] {1, 0.5},
                new long[] {5, 5},
                new double[] {-1e-16, 1 - 1e-15},
                new double[] {2, 1e-15}));
    assertEquals(
        "always plan=gold (100% against 50%); no visits (effect −1.0);"
            + " 50% of rows, 0% of visits",
        profiles.get(0).summary("rows"));
  }

  @Test
  public void aShareIsToldOfACategory() {
    assertEquals("mostly channel=app (83% against 31%)", category(0.83, 0.31));
    assertEquals("always channel=app (100% against 31%)", category(1, 0.31));
    assertEquals("more often channel=app (40% against 31%)", category(0.4, 0.31));
    assertEquals("less often channel=app (<1% against >99%)", category(0.004, 0.996));
    assertEquals("never channel=app (0% against 31%)", category(0, 0.31));
  }

  private static String category(double mean, double overall) {
    return new Feature("channel=app", mean, overall, mean - overall, Scale.INDICATOR).words();
  }

  @Test
  public void aFeatureWithANegativeMeanInAnyClusterIsNoAmount() {
    List<ClusterProfile> profiles =
        ClusterProfile.of(
            model(
                List.of("balance", "visits", "plan=gold", "ratio=x"),
                new double[] {1, 2, 0.5, 1},
                new double[] {2, 1, 0.5, 1},
                new long[] {5, 5},
                new double[] {3, 3, 0.75, 1.5},
                new double[] {-1, 1, 0.25, 0.5}));
    assertEquals(
        List.of(Scale.NUMBER, Scale.AMOUNT, Scale.INDICATOR, Scale.AMOUNT),
        profiles.get(0).features().stream().map(Feature::scale).toList());
    assertEquals(
        "balance 1.0 standard deviations above the average", profiles.get(0).words().get(0));
  }

  @Test
  public void aColumnOfTwoCategoriesIsToldOnce() {
    List<ClusterProfile> profiles =
        ClusterProfile.of(
            model(
                List.of("channel=web", "channel=app", "visits"),
                new double[] {0.5, 0.5, 2},
                new double[] {0.5, 0.5, 4},
                new long[] {5, 5},
                new double[] {0.9, 0.1, 3},
                new double[] {0.1, 0.9, 1}));
    assertEquals(
        List.of(
            "mostly channel=web (90% against 50%)", "visits 1.5 times the average (effect +0.3)"),
        profiles.get(0).words());
    assertEquals(
        List.of(
            "mostly channel=app (90% against 50%)", "visits 0.5 times the average (effect −0.3)"),
        profiles.get(1).words());
  }

  @Test
  public void theShareOfATotalNamesTheFeatureMostOutOfLine() {
    List<ClusterProfile> profiles =
        ClusterProfile.of(
            model(
                List.of("revenue", "returns", "age"),
                new double[] {10, 1, 40},
                new double[] {20, 2, 20},
                new long[] {88, 12},
                new double[] {590 / 88d, 100 / 88d, 42},
                new double[] {410 / 12d, 0, 38}));
    assertEquals(Optional.of("revenue"), profiles.get(1).total().map(Total::feature));
    assertEquals(0.41, profiles.get(1).total().orElseThrow().share(), 1e-12);
    assertEquals(
        "revenue 3.4 times the average (effect +1.2); no returns (effect −0.5);"
            + " 12% of people, 41% of revenue",
        profiles.get(1).summary("people"));
    assertEquals(0.59, profiles.get(0).total().orElseThrow().share(), 1e-12);
  }

  @Test
  public void aTotalInLineWithTheRowsIsNotWorthAWord() {
    for (double ratio : new double[] {1.24, 0.81}) {
      assertEquals(Optional.empty(), ofRatio(ratio).total());
    }
    for (double ratio : new double[] {1.25, 0.8}) {
      assertEquals(0.5 * ratio, ofRatio(ratio).total().orElseThrow().share(), 1e-12);
    }
  }

  private static ClusterProfile ofRatio(double ratio) {
    return ClusterProfile.of(
            model(
                List.of("revenue"),
                new double[] {1},
                new double[] {9},
                new long[] {5, 5},
                new double[] {ratio},
                new double[] {2 - ratio}))
        .get(0);
  }

  @Test
  public void likeTheAverageIsNotWorthAWord() {
    ClusterModel model =
        ModelJsonTest.model()
            .measured(
                new Measures(
                    1,
                    new long[] {3, 2},
                    new double[][] {{2.1, 10.5}, {1.9, 10.52}},
                    new double[0]),
                null);
    assertEquals(List.of(), ClusterProfile.of(model).get(0).words());
    assertEquals(
        "close to the average in every feature", ClusterProfile.of(model).get(0).summary("rows"));
  }
}

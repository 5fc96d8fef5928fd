package dev.catchment.cluster;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;

public class ClusterProfileTest {
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
            "recency 2.5 standard deviations above the average", "orders 0.5 times the average"),
        first.words());
    assertEquals(
        List.of(
            "recency 3.8 standard deviations below the average", "orders 1.8 times the average"),
        profiles.get(1).words());
  }

  @Test
  public void aRatioIsOnlyToldOfPositiveMeans() {
    assertEquals(
        "balance 1.5 standard deviations below the average",
        new ClusterProfile.Feature("balance", -4, 2, -1.5).words());
    assertEquals(
        "visits 0.04 times the average", new ClusterProfile.Feature("visits", 0.04, 1, -2).words());
    assertEquals(
        "visits 150 times the average", new ClusterProfile.Feature("visits", 150, 1, 2).words());
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
  }
}

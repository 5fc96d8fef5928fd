package dev.catchment.pipelines.cluster;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchment.cluster.ClusterModel;
import dev.catchment.cluster.ModelJson;
import dev.catchment.pipelines.report.ClusterDrift;
import dev.catchment.pipelines.report.ClusterPoint;
import dev.catchment.pipelines.report.ClusterQuality;
import dev.catchment.pipelines.report.ClusterSection;
import dev.catchment.pipelines.report.RowNoun;
import java.util.List;
import org.junit.Test;

public class ClusterViewTest {
  private static final String MODEL =
      """
      {
        "version" : 2,
        "features" : [ "orders", "balance" ],
        "rows" : 4,
        "missing" : [ 0, 0 ],
        "means" : [ 2.0, 0.0 ],
        "deviations" : [ 2.0, 1.0 ],
        "standardize" : true,
        "scales" : [ 2.0, 1.0 ],
        "components" : [ [ 0.8, -0.6 ] ],
        "explainedVariance" : [ 1.5 ],
        "explainedVarianceRatio" : [ 0.75 ],
        "k" : 2,
        "seed" : 42,
        "centroids" : [ [ -0.5 ], [ 1.5 ] ],
        "inertia" : 0.5,
        "sizes" : [ 3, 1 ],
        "clusterMeans" : [ [ 1.0, 0.1 ], [ 5.0, -0.3 ] ],
        "meanDistances" : [ 0.25, 1.0 ],
        "outlierDistances" : [ 0.5, 2.0 ]
      }
      """;

  @Test
  public void showsAModel() throws Exception {
    ClusterModel model = ModelJson.read(MODEL, "model.json");
    ClusterSection section =
        ClusterView.of(
            model,
            new ObjectMapper().readTree("[{\"x\":1,\"y\":2,\"cluster\":1}]"),
            RowNoun.ROW,
            ClusterQuality.NONE,
            ClusterDrift.NONE);
    assertEquals(List.of(new ClusterPoint(1, 2, 1)), section.points());
    assertEquals(new ClusterPoint(1.5, 0, 1), section.centroids().get(1));
    assertEquals(List.of(0.75), section.explainedVarianceRatio());
    assertEquals(List.of(3L, 1L), section.sizes());
    assertEquals(List.of(-0.5, 0.1), section.effects().get(0));
    assertEquals(List.of(2.0, 0.0), section.means().overall());
    assertEquals(List.of(5.0, -0.3), section.means().byCluster().get(1));
    assertEquals(
        "orders 2.5 times the average (effect +1.5); balance 0.3 standard deviations below the"
            + " average; 25% of rows, 63% of orders",
        section.descriptions().get(1));
  }

  @Test
  public void passesOnWhatElseIsKnown() throws Exception {
    ClusterModel model = ModelJson.read(MODEL, "model.json");
    ClusterQuality quality = ClusterQuality.NONE.withSilhouette(0.6);
    ClusterDrift drift = new ClusterDrift(0.2, List.of(1L, 1L), List.of());
    ClusterSection section =
        ClusterView.of(
            model,
            new ObjectMapper().readTree("[]"),
            new RowNoun("customer", "customers"),
            quality,
            drift);
    assertEquals(quality, section.quality());
    assertEquals(drift, section.drift());
    assertEquals(
        "orders 0.5 times the average (effect −0.5); 75% of customers, 38% of orders",
        section.descriptions().get(0));
  }
}

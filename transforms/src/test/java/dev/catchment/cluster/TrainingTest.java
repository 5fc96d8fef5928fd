package dev.catchment.cluster;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.Block;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

public class TrainingTest {
  private static final ClusterSettings SETTINGS = ClusterSettings.defaults().withComponents(0);

  @Test
  public void findsThePlantedNumberOfClusters() {
    for (int planted = 2; planted <= 6; planted++) {
      List<Block> blocks = Tables.blocks(Planted.around(planted, 900, 1, planted), 100);
      ClusterModel model = LocalTraining.train(blocks, SETTINGS.withChosenK(8));
      assertEquals(planted, model.k());
      List<ChooseK.Candidate> curve = model.quality().curve();
      assertEquals(List.of(2, 3, 4, 5, 6, 7, 8), curve.stream().map(ChooseK.Candidate::k).toList());
      assertEquals(curve.get(planted - 2).silhouette(), model.quality().silhouette(), 0.01);
    }
  }

  @Test
  public void choosesOneClusterOfEqualRows() {
    double[][] rows = new double[9][];
    Arrays.fill(rows, new double[] {1, 2});
    ClusterModel model = LocalTraining.train(Tables.blocks(rows, 4), SETTINGS.withChosenK(3));
    assertEquals(1, model.k());
    assertEquals(9, model.measures().size(0));
    assertTrue(Double.isNaN(model.quality().silhouette()));
    assertEquals(List.of(), model.quality().stability());
    assertEquals(model, ModelJson.read(ModelJson.write(model), "model.json"));
  }

  @Test
  public void choosesOneClusterOfOneRow() {
    double[][] row = {{1, 2}};
    ClusterModel model = LocalTraining.train(Tables.blocks(row, 1), SETTINGS.withChosenK(3));
    assertEquals(1, model.k());
    assertEquals(List.of(), model.quality().curve());
  }

  /** Two groups along a feature, three along another one that varies more. */
  private static double[][] crossed() {
    SplitMix random = new SplitMix(3);
    double[][] rows = new double[600][];
    Arrays.setAll(
        rows,
        row ->
            new double[] {
              row % 2 + 0.1 * random.nextDouble(), row % 3 + 0.1 * random.nextDouble()
            });
    return rows;
  }

  private static FeatureEncoding weighted(String... weights) {
    EncodingSettings settings = EncodingSettings.of(Tables.names(2), Tables.names(2));
    return EncodingFit.of(settings.withWeights(List.of(weights)), 0).unfitted();
  }

  private static int[] clusters(double[][] rows, FeatureEncoding encoding) {
    ClusterModel model = LocalTraining.train(Tables.blocks(rows, 50), encoding, SETTINGS.withK(2));
    return Arrays.stream(rows).mapToInt(model::assign).toArray();
  }

  @Test
  public void aFeatureOfLittleWeightDoesNotMatter() {
    double[][] rows = crossed();
    int[] byFirst = clusters(rows, weighted("f1=0.001"));
    int[] bySecond = clusters(rows, weighted("f0=0.001"));
    for (int row = 0; row < rows.length; row++) {
      assertEquals(byFirst[row % 2], byFirst[row]);
      assertEquals(bySecond[row % 3], bySecond[row]);
    }
    assertNotEquals(byFirst[0], byFirst[1]);
  }

  @Test
  public void aWeightDividesTheScale() {
    List<Block> blocks = Tables.blocks(crossed(), 50);
    StandardScaler plain = LocalTraining.train(blocks, SETTINGS).space().scaler();
    StandardScaler weighted =
        LocalTraining.train(blocks, weighted("f0=4"), SETTINGS).space().scaler();
    assertEquals(plain.scale(0) / 4, weighted.scale(0), 0);
    assertEquals(plain.scale(1), weighted.scale(1), 0);
    FeatureEncoding encoding = weighted("f0=4");
    ClusterModel raw = LocalTraining.train(blocks, encoding, SETTINGS.withStandardize(false));
    assertEquals(0.25, raw.space().scaler().scale(0), 0);
    assertEquals(encoding, ModelJson.read(ModelJson.write(raw), "model.json").encoding());
  }

  @Test
  public void qualityIsThatOfAllRows() {
    double[][] rows = Planted.around(3, 300, 2, 5);
    ClusterModel model =
        LocalTraining.train(Tables.blocks(rows, 64), SETTINGS.withStandardize(false));
    double[][] projected = Arrays.stream(rows).map(model::project).toArray(double[][]::new);
    int[] clusters = Arrays.stream(rows).mapToInt(model::assign).toArray();
    Quality quality = model.quality();
    assertEquals(
        Silhouette.of(projected, Planted.weights(rows)).mean(clusters),
        quality.silhouette(),
        1e-12);
    double[] distances = new double[3];
    double[] total = new double[1];
    for (int row = 0; row < rows.length; row++) {
      double[] centroid = model.centroid(clusters[row]);
      distances[clusters[row]] += Math.sqrt(Matrices.squaredDistance(projected[row], centroid));
      total[0] += Matrices.squaredDistance(projected[row], new double[2]);
    }
    long[] sizes = {model.measures().size(0), model.measures().size(1), model.measures().size(2)};
    Separation separation =
        Separation.of(sizes, model.centroids(), distances, model.inertia(), total[0]);
    assertEquals(separation.daviesBouldin(), quality.daviesBouldin(), 1e-9);
    assertEquals(
        separation.calinskiHarabasz(),
        quality.calinskiHarabasz(),
        1e-9 * separation.calinskiHarabasz());
    assertEquals(3, quality.stability().size());
    assertTrue(quality.stability().stream().allMatch(each -> each > 0.8 && each <= 1));
    assertEquals(List.of(), quality.curve());
  }

  @Test
  public void everyRowIsInOneBinOfEachFeature() {
    double[][] rows = Tables.groups(6);
    for (int row = 0; row < rows.length; row += 9) {
      rows[row][1] = row % 2 == 0 ? Double.NaN : 1e101;
    }
    ClusterModel model = LocalTraining.train(Tables.blocks(rows, 50), SETTINGS);
    Distribution distribution = model.distribution().orElseThrow();
    long[][][] expected = new long[3][3][];
    for (int feature = 0; feature < 3; feature++) {
      int of = feature;
      double[] column = Arrays.stream(rows).mapToDouble(row -> row[of]).toArray();
      QuantileBins bins = QuantileBins.of(column, Planted.weights(rows));
      assertEquals(bins, distribution.bins(feature));
      for (long[][] cluster : expected) {
        cluster[feature] = new long[bins.size()];
      }
      for (double[] row : rows) {
        expected[model.assign(row)][feature][bins.bin(row[feature])]++;
      }
    }
    for (int feature = 0; feature < 3; feature++) {
      long[] all = new long[expected[0][feature].length];
      for (int cluster = 0; cluster < 3; cluster++) {
        assertArrayEquals(expected[cluster][feature], distribution.counts(cluster, feature));
        long[] own = expected[cluster][feature];
        Arrays.setAll(all, bin -> all[bin] + own[bin]);
      }
      assertArrayEquals(all, distribution.counts(feature));
    }
  }

  @Test
  public void noDistributionOfTooManyHistograms() {
    assertTrue(Distribution.isKept(20, 1000));
    assertFalse(Distribution.isKept(21, 1000));
    assertFalse(Distribution.isKept(1 << 16, 1 << 16));
    double[][] rows = new double[7][3000];
    Arrays.setAll(rows, row -> Arrays.stream(rows[row]).map(zero -> row).toArray());
    ClusterModel model = LocalTraining.train(Tables.blocks(rows, 7), SETTINGS.withK(7));
    assertTrue(model.distribution().isEmpty());
    assertEquals(List.of(), model.quality().stability());
  }
}

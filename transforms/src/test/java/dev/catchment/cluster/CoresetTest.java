package dev.catchment.cluster;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.common.io.BaseEncoding;
import dev.catchment.model.Block;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.Test;

public class CoresetTest {
  private static final ClusterSettings SETTINGS =
      new ClusterSettings(3, false, 0, false, 0, 0, 0, null);

  /** A crowd, and a hundredth of the rows in two small groups far away. */
  private static double[][] skewed(int rows) {
    SplitMix random = new SplitMix(4);
    double[][] table = new double[rows][];
    for (int row = 0; row < rows; row++) {
      double far = row % 200 == 0 ? 1000 : row % 200 == 1 ? -1000 : 0;
      table[row] = new double[] {far + 10 * random.nextDouble(), 10 * random.nextDouble()};
    }
    return table;
  }

  @Test
  public void isTheWholeTableIfThatIsNotLarger() {
    double[][] rows = skewed(500);
    List<Block> blocks = Tables.blocks(rows, 64);
    Coreset coreset = LocalTraining.coreset(blocks, LocalTraining.start(blocks, SETTINGS), 500);
    assertEquals(500, coreset.size());
    double[][] kept = new double[500][];
    Arrays.setAll(kept, coreset::row);
    Arrays.sort(kept, Arrays::compare);
    Arrays.sort(rows, Arrays::compare);
    assertArrayEquals(rows, kept);
    assertEquals(500, Arrays.stream(coreset.weights()).sum(), 0);
  }

  @Test
  public void weighsAboutAsMuchAsTheTable() {
    double[][] rows = skewed(40_000);
    List<Block> blocks = Tables.blocks(rows, 1000);
    Coreset coreset = LocalTraining.coreset(blocks, LocalTraining.start(blocks, SETTINGS), 2000);
    assertTrue(coreset.size() > 1000 && coreset.size() < 2200);
    double weight = 0;
    double far = 0;
    for (int row = 0; row < coreset.size(); row++) {
      weight += coreset.weight(row);
      far += coreset.row(row)[0] > 500 ? coreset.weight(row) : 0;
      assertTrue(coreset.weight(row) >= 1);
    }
    assertEquals(40_000, weight, 4_000);
    assertEquals(200, far, 20);
  }

  /** On skewed data far fewer rows do than in a uniform sample. */
  @Test
  public void costsLessThanAUniformSampleOfTheSameSize() {
    double[][] rows = skewed(40_000);
    List<Block> blocks = Tables.blocks(rows, 1000);
    Points table = Points.of(rows, ones(rows.length));
    ClusterModel start = LocalTraining.start(blocks, SETTINGS);
    double ofCoreset = 0;
    double ofUniform = 0;
    for (long seed = 0; seed < 10; seed++) {
      ClusterSettings seeded = SETTINGS.withSeed(seed);
      Coreset coreset = LocalTraining.coreset(blocks, LocalTraining.start(blocks, seeded), 200);
      double[] mean = {start.space().scaler().mean(0), start.space().scaler().mean(1)};
      double[][] centroids = seeded.solve(coreset, start).centroids();
      for (double[] centroid : centroids) {
        Arrays.setAll(centroid, i -> centroid[i] + mean[i]);
      }
      ofCoreset += inertia(table, centroids);
      ofUniform += inertia(table, uniform(rows, coreset.size(), seed));
    }
    assertTrue(ofCoreset + " against " + ofUniform, ofCoreset < 0.8 * ofUniform);
  }

  private static double[][] uniform(double[][] rows, int size, long seed) {
    RowSample sample = new RowSample(size);
    for (int row = 0; row < rows.length; row++) {
      sample.add(0, SplitMix.rank(seed, row), rows[row]);
    }
    return KMeans.of(3).withSeed(seed).fit(sample.rows(0)).centroids();
  }

  private static double inertia(Points table, double[][] centroids) {
    Lloyd lloyd = new Lloyd(table, centroids.length);
    lloyd.start(Matrices.flat(centroids));
    return lloyd.assign();
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  public void keepsAtMostTwiceTheSizeWhateverTheKeys() {
    double[][] rows = skewed(3000);
    List<Block> blocks = List.of(Block.of(new long[3000], Matrices.flat(rows)));
    Coreset coreset = LocalTraining.coreset(blocks, LocalTraining.start(blocks, SETTINGS), 100);
    assertTrue(coreset.size() > 30 && coreset.size() <= 200);
    double[][] same = new double[3000][];
    Arrays.setAll(same, row -> row == 0 ? new double[] {1e6, 0} : new double[] {5, 5});
    List<Block> equal = List.of(Block.of(new long[3000], Matrices.flat(same)));
    for (long seed = 0; seed < 100; seed++) {
      ClusterSettings seeded = SETTINGS.withSeed(seed);
      ClusterModel start = LocalTraining.start(equal, seeded);
      assertTrue(LocalTraining.coreset(equal, start, 100).size() <= 200);
    }
  }

  @Test
  public void obeysTheLawsOfMerging() throws Exception {
    List<Block> blocks = Tables.blocks(skewed(2000), 20);
    CoresetPass pass = new CoresetPass(LocalTraining.start(blocks, SETTINGS), 200);
    MergeLaws.check(() -> new RowSample(150), pass::add, blocks, new RowSampleCoder());
  }

  @Test
  public void hasAStoredFormat() throws Exception {
    Coreset coreset = new Coreset(2, new double[] {1, Double.NaN, -2, 0}, new double[] {1, 2.5});
    byte[] stored = CoderUtils.encodeToByteArray(CoresetCoder.of(), coreset);
    assertEquals(
        "0202"
            + "3ff00000000000004004000000000000"
            + "3ff00000000000007ff8000000000000"
            + "c0000000000000000000000000000000",
        BaseEncoding.base16().lowerCase().encode(stored));
    assertEquals(coreset, CoderUtils.decodeFromByteArray(CoresetCoder.of(), stored));
  }
}

package dev.catchment.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.Block;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

public class EarlierModelTest {
  private static final ClusterSettings SETTINGS = ClusterSettings.defaults();

  private static ClusterModel train(double[][] rows, ClusterSettings settings) {
    return LocalTraining.train(Tables.blocks(rows, 64), settings);
  }

  /** Groups of 30 · (1 + rank) rows at places on a line. */
  private static double[][] groups(int... places) {
    SplitMix random = new SplitMix(8);
    return Arrays.stream(places)
        .boxed()
        .flatMap(
            place -> {
              int rank = Arrays.stream(places).boxed().toList().indexOf(place);
              double[][] rows = new double[30 * (1 + rank)][];
              Arrays.setAll(
                  rows,
                  row -> new double[] {10 * place + random.nextDouble(), random.nextDouble()});
              return Arrays.stream(rows);
            })
        .toArray(double[][]::new);
  }

  private static ClusterSettings lines(int k) {
    return SETTINGS.withK(k).withStandardize(false).withComponents(0);
  }

  private static int at(ClusterModel model, int place) {
    return model.assign(new double[] {10 * place + 0.5, 0.5});
  }

  @Test
  public void numbersStayWhenFivePercentOfTheRowsChange() {
    double[][] rows = Planted.around(7, 1400, 1.5, 2);
    ClusterModel earlier = train(rows, SETTINGS.withK(7));
    double[][] changed = Matrices.copy(rows);
    double[][] others = Planted.around(7, 1400, 1.5, 3);
    for (int row = 0; row < rows.length; row += 20) {
      changed[row] = others[row];
    }
    ClusterModel again = train(changed, SETTINGS.withK(7).withSeed(1).withEarlier(earlier));
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6), again.earlier());
    long same = Arrays.stream(rows).filter(row -> earlier.assign(row) == again.assign(row)).count();
    assertTrue(same + " of 1400", same >= 1386);
    ClusterModel unmatched = train(changed, SETTINGS.withK(7).withSeed(1));
    assertNotEquals("the sizes alone do not keep the numbers", again, unmatched);
    assertEquals(List.of(), unmatched.earlier());
  }

  @Test
  public void clustersKeepTheirNumbersWhateverTheirSizes() {
    ClusterModel earlier = train(groups(0, 1, 2, 3), lines(4));
    ClusterModel again = train(groups(3, 1, 0, 2), lines(4).withEarlier(earlier));
    for (int place = 0; place < 4; place++) {
      assertEquals(3 - place, at(earlier, place));
      assertEquals(3 - place, at(again, place));
    }
    assertEquals(30, again.measures().size(0));
  }

  @Test
  public void newClustersFollowTheEarlierOnes() {
    ClusterModel earlier = train(groups(0, 1), lines(2));
    ClusterModel again = train(groups(7, 1, 0, 4), lines(4).withEarlier(earlier));
    assertEquals(List.of(0, 1, -1, -1), again.earlier());
    assertEquals(0, at(again, 1));
    assertEquals(1, at(again, 0));
    assertEquals("larger first", 2, at(again, 4));
    assertEquals(3, at(again, 7));
  }

  @Test
  public void theGapsOfFewerClustersClose() {
    ClusterModel earlier = train(groups(0, 1, 2, 3), lines(4));
    ClusterModel again = train(groups(3, 0), lines(2).withEarlier(earlier));
    assertEquals(List.of(0, 3), again.earlier());
    assertEquals(0, at(again, 3));
    assertEquals(1, at(again, 0));
  }

  @Test
  public void featuresAreMatchedByName() {
    double[][] rows = groups(0, 1, 2);
    ClusterModel earlier = train(rows, lines(3));
    double[][] swapped =
        Arrays.stream(groups(1, 2, 0))
            .map(row -> new double[] {row[1], row[0]})
            .toArray(double[][]::new);
    FeatureEncoding encoding = FeatureEncoding.identity(List.of("f1", "f0"));
    List<Block> blocks = Tables.blocks(swapped, 64);
    ClusterModel again = LocalTraining.train(blocks, encoding, lines(3).withEarlier(earlier));
    for (int place = 0; place < 3; place++) {
      assertEquals(at(earlier, place), again.assign(new double[] {0.5, 10 * place + 0.5}));
    }
  }

  @Test
  public void otherFeaturesAreRefusedByName() {
    ClusterModel earlier = train(groups(0, 1), lines(2));
    assertRefused(earlier, "f1", "orders", FeatureEncoding.identity(List.of("f0", "orders")));
    assertRefused(earlier, "f1", "none", FeatureEncoding.identity(List.of("f0")));
    assertRefused(earlier, "none", "f2", FeatureEncoding.identity(Tables.names(3)));
    EncodingSettings log =
        EncodingSettings.of(Tables.names(2), Tables.names(2)).withLog(List.of("f0"));
    assertRefused(earlier, "f0", "f0 (log)", EncodingFit.of(log, 0).unfitted());
  }

  private static void assertRefused(
      ClusterModel earlier, String before, String now, FeatureEncoding encoding) {
    ClusterSettings settings = SETTINGS.withComponents(0).withEarlier(earlier);
    assertEquals(
        "the clusters of the earlier model cannot be continued: its features are not those of the"
            + " training. It alone has "
            + before
            + "; the training alone has "
            + now
            + ". Train on its features, or without it",
        assertThrows(ClusteringException.class, () -> settings.check(encoding)).getMessage());
  }
}

package dev.catchment.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.google.common.base.Throwables;
import dev.catchment.model.Block;
import dev.catchment.model.BlockCoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.function.ThrowingRunnable;

@Category(NeedsRunner.class)
public class TrainClustersTest {
  private static final AtomicReference<String> FIRST = new AtomicReference<>();

  private static void train(
      double[][] rows, TrainClusters training, SerializableFunction<ClusterModel, Void> check) {
    train(List.of(Tables.blocks(rows, 70)), training, check);
  }

  /** Trains on blocks that arrive in parts. */
  private static void train(
      List<List<Block>> parts,
      TrainClusters training,
      SerializableFunction<ClusterModel, Void> check) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollectionList<Block> inputs = PCollectionList.empty(pipeline);
    for (int part = 0; part < parts.size(); part++) {
      Create.Values<Block> rows = Create.of(parts.get(part)).withCoder(BlockCoder.of());
      inputs = inputs.and(pipeline.apply("Part " + part, rows));
    }
    PCollection<ClusterModel> model = inputs.apply(Flatten.pCollections()).apply("Train", training);
    PAssert.thatSingleton(model).satisfies(check);
    pipeline.run().waitUntilFinish();
  }

  @Test
  public void irisGetsTheSizesOfScikitLearn() throws Exception {
    TrainClusters training =
        TrainClusters.on(Tables.names(4)).withComponents(0).withStandardize(false);
    train(
        Tables.shared("iris"),
        training,
        model -> {
          assertEquals(62, model.measures().size(0));
          assertEquals(50, model.measures().size(1));
          assertEquals(38, model.measures().size(2));
          return null;
        });
  }

  @Test
  public void doesWhatTheStepsDoOneAfterTheOther() {
    double[][] rows = Tables.groups(6);
    ClusterSettings settings = new ClusterSettings(4, false, 2, true, 9, 120, 2, null);
    String expected = ModelJson.write(LocalTraining.train(Tables.blocks(rows, 50), settings));
    train(
        List.of(Tables.blocks(rows, 50)),
        TrainClusters.on(Tables.names(3)).withK(4).withSeed(9).withCoresetSize(120),
        model -> {
          assertEquals(expected, ModelJson.write(model));
          return null;
        });
  }

  @Test
  public void doesSoByAnEncodingWithChosenKAndAnEarlierModel() {
    double[][] rows = Tables.groups(6);
    List<Block> blocks = Tables.blocks(rows, 50);
    EncodingSettings columns =
        EncodingSettings.of(Tables.names(3), Tables.names(3)).withWeights(List.of("f1=0.001"));
    FeatureEncoding encoding = EncodingFit.of(columns, 0).unfitted();
    ClusterModel earlier =
        LocalTraining.train(blocks, encoding, ClusterSettings.defaults().withK(5));
    ClusterSettings settings = ClusterSettings.defaults().withChosenK(7).withEarlier(earlier);
    String expected = ModelJson.write(LocalTraining.train(blocks, encoding, settings));
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollection<FeatureEncoding> fitted =
        pipeline.apply("Encoding", Create.of(encoding).withCoder(FeatureEncodingCoder.of()));
    TrainClusters training = TrainClusters.by(fitted).withChosenK(7).withEarlier(earlier);
    PCollection<ClusterModel> model =
        pipeline.apply(Create.of(blocks).withCoder(BlockCoder.of())).apply("Train", training);
    PAssert.thatSingleton(model)
        .satisfies(
            trained -> {
              assertEquals(expected, ModelJson.write(trained));
              assertEquals(6, trained.earlier().size());
              return null;
            });
    pipeline.run();
  }

  @Test
  public void refusesTheFeaturesOfAnEncodingThatAreTooFew() {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollection<FeatureEncoding> fitted =
        pipeline.apply(
            "Encoding",
            Create.of(FeatureEncoding.identity(Tables.names(3)))
                .withCoder(FeatureEncodingCoder.of()));
    pipeline
        .apply(Create.of(Tables.blocks(Tables.groups(6), 50)).withCoder(BlockCoder.of()))
        .apply("Train", TrainClusters.by(fitted).withComponents(4));
    Exception e = assertThrows(Exception.class, () -> pipeline.run().waitUntilFinish());
    assertEquals(
        "components=4, must be 0 (none) to the number of features, 3",
        Throwables.getRootCause(e).getMessage());
  }

  @Test
  public void sameModelInAnyOrderAndPartsOfTheBlocks() {
    List<Block> blocks = Tables.blocks(Tables.groups(6), 7);
    FIRST.set(null);
    TrainClusters training = TrainClusters.on(Tables.names(3)).withChosenK(4).withCoresetSize(120);
    for (int round = 0; round < 4; round++) {
      List<Block> shuffled = new ArrayList<>(blocks);
      Collections.shuffle(shuffled, new Random(round));
      int part = 5 * round + 1;
      List<List<Block>> parts =
          List.of(shuffled.subList(0, part), shuffled.subList(part, shuffled.size()));
      train(
          parts,
          training,
          model -> {
            String text = ModelJson.write(model);
            assertEquals(FIRST.accumulateAndGet(text, (a, b) -> a == null ? b : a), text);
            return null;
          });
    }
  }

  @Test
  public void measuresAgreeWithAssigningEveryRow() {
    double[][] rows = Tables.groups(6);
    rows[3][0] = Double.NaN;
    train(
        rows,
        TrainClusters.on(Tables.names(3)).withK(5).withCoresetSize(150),
        model -> {
          long[] sizes = new long[5];
          double[] distances = new double[5];
          double inertia = 0;
          Assigner assigner = new Assigner(model);
          for (double[] row : rows) {
            int cluster = assigner.assign(row);
            sizes[cluster]++;
            distances[cluster] += Math.sqrt(assigner.squaredDistance());
            inertia += assigner.squaredDistance();
          }
          for (int cluster = 0; cluster < 5; cluster++) {
            assertEquals(sizes[cluster], model.measures().size(cluster));
            assertEquals(
                distances[cluster] / sizes[cluster], model.measures().meanDistance(cluster), 1e-12);
            assertTrue(cluster == 0 || sizes[cluster] <= sizes[cluster - 1]);
          }
          assertEquals(inertia, model.inertia(), 1e-9 * inertia);
          assertEquals(1, model.table().missing(0));
          return null;
        });
  }

  @Test
  public void refiningDoesNotWorsenAModelOfTheWholeTable() {
    double[][] rows = Tables.groups(6);
    double direct = KMeans.of(4).withSeed(0).fit(rows).inertia();
    train(
        rows,
        TrainClusters.on(Tables.names(3)).withK(4).withComponents(0).withStandardize(false),
        model -> {
          assertTrue(model.inertia() <= direct * (1 + 1e-9));
          return null;
        });
  }

  @Test
  public void constantFeaturesMakeOneCluster() {
    double[][] rows = new double[5][];
    Arrays.fill(rows, new double[] {0.1, 7});
    train(
        rows,
        TrainClusters.on(Tables.names(2)),
        model -> {
          assertEquals(5, model.measures().size(0));
          assertEquals(0, model.measures().size(1));
          assertEquals(0, model.inertia(), 0);
          return null;
        });
  }

  @Test
  public void moreClustersThanDistinctRowsIsNoError() {
    double[][] rows = new double[90][];
    Arrays.setAll(rows, row -> new double[] {row % 2, 1e300});
    rows[0] = new double[] {0, 1e-300};
    train(
        rows,
        TrainClusters.on(Tables.names(2)).withK(4).withComponents(0),
        model -> {
          assertEquals(0, model.inertia(), 0);
          assertEquals(45, model.measures().size(0));
          assertEquals(45, model.measures().size(1));
          assertEquals(0, model.measures().size(3));
          assertEquals(89, model.table().missing(1));
          return null;
        });
  }

  @Test
  public void refusesKeysThatAreAllAlike() {
    double[][] rows = new double[400][];
    Arrays.fill(rows, new double[] {1, 2});
    Block block = Block.of(new long[400], Matrices.flat(rows));
    TrainClusters training = TrainClusters.on(Tables.names(2)).withCoresetSize(90);
    Exception e =
        assertThrows(
            Exception.class, () -> train(List.of(List.of(block)), training, model -> null));
    assertEquals(
        "only 0 of 400 rows were drawn: their keys are too much alike, give each its own",
        Throwables.getRootCause(e).getMessage());
  }

  @Test
  public void refusesDataThatDoesNotFitTheSettings() {
    double nan = Double.NaN;
    checkRefused(
        new double[][] {{1, 2}, {3, 4}}, "k=3 clusters cannot be made of 2 rows; use a smaller k");
    checkRefused(
        new double[0][], "there are no rows to cluster: none has a number in every feature");
    checkRefused(
        new double[][] {{1, nan}, {2, nan}, {3, nan}},
        "feature 'f1' has no number in any of 3 rows; leave it out of the features");
  }

  private static void checkRefused(double[][] rows, String message) {
    TrainClusters training = TrainClusters.on(Tables.names(2));
    Exception e = assertThrows(Exception.class, () -> train(rows, training, model -> null));
    Throwable cause = Throwables.getRootCause(e);
    assertEquals(ClusteringException.class, cause.getClass());
    assertEquals(message, cause.getMessage());
  }

  @Test
  public void refusesWrongSettings() {
    TrainClusters training = TrainClusters.on(Tables.names(2));
    assertWrong("k=0, must be at least 1", () -> training.withK(0));
    assertWrong(
        "the most clusters to choose from are 1, must be 2 to 100", () -> training.withChosenK(1));
    assertWrong(
        "the most clusters to choose from are 101, must be 2 to 100",
        () -> training.withChosenK(101));
    assertWrong("components=-1, must be 0 (none) or more", () -> training.withComponents(-1));
    assertWrong(
        "components=3, must be 0 (none) to the number of features, 2",
        () -> training.withComponents(3));
    assertWrong(
        "there is no feature to cluster by; name at least one numeric column",
        () -> TrainClusters.on(List.of()));
    assertWrong(
        "feature 'a' is named twice; name it once", () -> TrainClusters.on(List.of("a", "b", "a")));
    assertWrong(
        "a coreset of 89 rows, must be at least 30 for each of k=3 clusters",
        () -> training.withCoresetSize(89));
  }

  private static void assertWrong(String message, ThrowingRunnable action) {
    assertEquals(message, assertThrows(ClusteringException.class, action).getMessage());
  }
}

package dev.catchment.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Throwables;
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
  private static final AtomicReference<ClusterModel> FIRST = new AtomicReference<>();

  private static void train(
      double[][] rows, TrainClusters training, SerializableFunction<ClusterModel, Void> check) {
    train(rows.length == 0 ? 2 : rows[0].length, List.of(Tables.points(rows)), training, check);
  }

  /** Trains on rows that arrive in parts. */
  private static void train(
      int width,
      List<List<Point>> parts,
      TrainClusters training,
      SerializableFunction<ClusterModel, Void> check) {
    TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
    PCollectionList<Point> inputs = PCollectionList.empty(pipeline);
    for (int part = 0; part < parts.size(); part++) {
      Create.Values<Point> rows = Create.of(parts.get(part)).withCoder(PointCoder.of());
      inputs = inputs.and(pipeline.apply("Part " + part, rows));
    }
    PCollection<ClusterModel> model =
        inputs
            .apply(Flatten.pCollections())
            .apply("Pack", PackBlocks.ofWidth(width))
            .apply("Train", training);
    PAssert.thatSingleton(model).satisfies(check);
    pipeline.run().waitUntilFinish();
  }

  private static void checkReference(String table, boolean standardize) throws Exception {
    double[][] rows = Tables.shared(table);
    JsonNode reference = Tables.reference(table + (standardize ? "_standardized(ddof=0)" : "_raw"));
    double inertia = reference.path("inertia").asDouble();
    int k = reference.path("k").asInt();
    TrainClusters training =
        TrainClusters.on(Tables.names(rows[0].length))
            .withK(k)
            .withComponents(0)
            .withStandardize(standardize);
    train(
        rows,
        training,
        model -> {
          assertEquals(k, model.k());
          assertEquals(inertia, model.inertia(), inertia / 100);
          return null;
        });
  }

  @Test
  public void irisIsWithinOnePercentOfScikitLearn() throws Exception {
    checkReference("iris", true);
    checkReference("iris", false);
  }

  @Test
  public void wineIsWithinOnePercentOfScikitLearn() throws Exception {
    checkReference("wine", true);
    checkReference("wine", false);
  }

  @Test
  public void digitsIsWithinOnePercentOfScikitLearn() throws Exception {
    checkReference("digits", true);
    checkReference("digits", false);
  }

  @Test
  public void breastCancerIsWithinOnePercentOfScikitLearn() throws Exception {
    checkReference("breast_cancer", true);
    checkReference("breast_cancer", false);
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
  public void sameModelInAnyOrderAndParts() {
    List<Point> points = Tables.points(Tables.groups(6));
    FIRST.set(null);
    TrainClusters training = TrainClusters.on(Tables.names(3)).withK(4).withSampleSize(100);
    for (int round = 0; round < 4; round++) {
      List<Point> shuffled = new ArrayList<>(points);
      Collections.shuffle(shuffled, new Random(round));
      int half = 20 * round + 1;
      List<List<Point>> parts =
          List.of(shuffled.subList(0, half), shuffled.subList(half, shuffled.size()));
      train(
          3,
          parts,
          training,
          model -> {
            assertEquals(FIRST.accumulateAndGet(model, (a, b) -> a == null ? b : a), model);
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
        TrainClusters.on(Tables.names(3)).withK(5).withSampleSize(50),
        model -> {
          long[] sizes = new long[5];
          double inertia = 0;
          for (double[] row : rows) {
            int cluster = model.assign(row);
            sizes[cluster]++;
            inertia += model.squaredDistance(model.project(row), cluster);
          }
          for (int cluster = 0; cluster < 5; cluster++) {
            assertEquals(sizes[cluster], model.measures().size(cluster));
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
        "components=3, must be 0 (none) to the number of features, 2",
        () -> training.withComponents(3));
    assertWrong(
        "there is no feature to cluster by; name at least one numeric column",
        () -> TrainClusters.on(List.of()));
    assertWrong(
        "feature 'a' is named twice; name it once", () -> TrainClusters.on(List.of("a", "b", "a")));
    assertWrong("a sample of 2 rows, must be at least k=3", () -> training.withSampleSize(2));
  }

  private static void assertWrong(String message, ThrowingRunnable action) {
    assertEquals(message, assertThrows(ClusteringException.class, action).getMessage());
  }
}

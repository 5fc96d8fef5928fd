package dev.catchment.cluster;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.Test;

public class ModelJsonTest {
  /** Two clusters on the difference of two features. */
  static ClusterModel model() {
    FeatureSpace space =
        new FeatureSpace(
            List.of("orders", "recency"),
            StandardScaler.of(new double[] {2, 10.5}, new double[] {1, 0.1}),
            PrincipalComponents.of(
                new double[][] {{0.8, -0.6}}, new double[] {1.5}, new double[] {0.75}));
    Training training =
        new Training(
            FeatureEncoding.identity(space.features()),
            space,
            true,
            42,
            new TableProfile(5, new long[] {0, 1}, new double[] {1, 0.1}));
    Measures measures =
        new Measures(
            0.5,
            new long[] {3, 2},
            new double[][] {{1, 10.75}, {3.5, 10.125}},
            new double[] {0.25, 1});
    return ClusterModel.of(training, new double[][] {{-1e-17}, {3.25}}, measures)
        .withOutlierDistances(new double[] {0.5, 2});
  }

  private static final String TEXT =
      """
      {
        "version" : 2,
        "features" : [ "orders", "recency" ],
        "rows" : 5,
        "missing" : [ 0, 1 ],
        "means" : [ 2.0, 10.5 ],
        "deviations" : [ 1.0, 0.1 ],
        "standardize" : true,
        "scales" : [ 1.0, 0.1 ],
        "components" : [ [ 0.8, -0.6 ] ],
        "explainedVariance" : [ 1.5 ],
        "explainedVarianceRatio" : [ 0.75 ],
        "k" : 2,
        "seed" : 42,
        "centroids" : [ [ -1.0E-17 ], [ 3.25 ] ],
        "inertia" : 0.5,
        "sizes" : [ 3, 2 ],
        "clusterMeans" : [ [ 1.0, 10.75 ], [ 3.5, 10.125 ] ],
        "meanDistances" : [ 0.25, 1.0 ],
        "outlierDistances" : [ 0.5, 2.0 ]
      }
      """;

  @Test
  public void writesTheDocumentedText() {
    assertEquals(TEXT, ModelJson.write(model()));
  }

  @Test
  public void readsWhatItWrote() throws Exception {
    assertEquals(model(), ModelJson.read(TEXT, "model.json"));
    assertEquals(model(), CoderUtils.clone(ClusterModelCoder.of(), model()));
  }

  @Test
  public void assignsAndProjects() {
    ClusterModel model = ModelJson.read(TEXT, "model.json");
    assertEquals(4, model.project(new double[] {7, 10.5})[0], 1e-12);
    assertEquals(1, model.assign(new double[] {7, 10.5}));
    assertEquals(0, model.assign(new double[] {2, 10.5}));
    assertEquals(0, model.assign(new double[] {Double.NaN, Double.NaN}));
    assertThrows(IllegalArgumentException.class, () -> model.assign(new double[] {1}));
  }

  /** Storing a model changes no assignment and no coordinate. */
  @Property(tries = 100)
  void assignsTheSameAfterStoring(@ForAll long seed) {
    SplitMix random = new SplitMix(seed);
    double[][] rows = new double[60][4];
    for (double[] row : rows) {
      Arrays.setAll(row, column -> random.nextDouble() / (column + 1) + column);
    }
    FeatureSpace space =
        FeatureSpace.fit(FeatureEncoding.identity(Tables.names(4)), Moments.of(rows), true, 2);
    double[][] projected = Arrays.stream(rows).map(space::project).toArray(double[][]::new);
    double[][] centroids = KMeans.of(3).withStarts(1).withSeed(seed).fit(projected).centroids();
    TableProfile table = TableProfile.of(Moments.of(rows));
    ClusterModel model =
        ClusterModel.of(
            new Training(FeatureEncoding.identity(space.features()), space, true, seed, table),
            centroids,
            Measures.none(3, 4));
    ClusterModel stored = ModelJson.read(ModelJson.write(model), "model.json");
    for (double[] row : rows) {
      assertEquals(model.assign(row), stored.assign(row));
      assertArrayEquals(model.project(row), stored.project(row), 0);
    }
  }

  private static final String VERSION_ONE =
      """
      {
        "version" : 1,
        "features" : [ "orders", "recency" ],
        "rows" : 5,
        "missing" : [ 0, 1 ],
        "means" : [ 2.0, 10.5 ],
        "deviations" : [ 1.0, 0.1 ],
        "standardize" : true,
        "scales" : [ 1.0, 0.1 ],
        "components" : [ [ 0.8, -0.6 ] ],
        "explainedVariance" : [ 1.5 ],
        "explainedVarianceRatio" : [ 0.75 ],
        "k" : 2,
        "seed" : 42,
        "centroids" : [ [ -1.0E-17 ], [ 3.25 ] ],
        "inertia" : 0.5,
        "sizes" : [ 3, 2 ],
        "clusterMeans" : [ [ 1.0, 10.75 ], [ 3.5, 10.125 ] ]
      }
      """;

  @Test
  public void readsVersionOne() {
    ClusterModel model = ModelJson.read(VERSION_ONE, "model.json");
    assertFalse(model.knowsOutliers());
    assertFalse(model.measures().knowsDistances());
    assertEquals(FeatureEncoding.identity(List.of("orders", "recency")), model.encoding());
    assertEquals(Quality.unknown(), model.quality());
    assertEquals(List.of(), model.earlier());
    assertTrue(model.distribution().isEmpty());
    Assigner assigner = new Assigner(model);
    assertEquals(1, assigner.assign(new double[] {1e9, 10.5}));
    assertFalse(assigner.isOutlier());
    assertEquals(model, ModelJson.read(ModelJson.write(model), "model.json"));
  }

  /** The same model with all that can be known. */
  private static ClusterModel whole() {
    return model()
        .continuing(List.of(3, -1))
        .withQuality(
            new Quality(
                0.5,
                Double.POSITIVE_INFINITY,
                80,
                List.of(0.875, Double.NaN),
                List.of(new ChooseK.Candidate(2, 0.5, 0.5), new ChooseK.Candidate(3, 0.25, 0.125))))
        .withDistribution(
            Distribution.of(
                List.of(QuantileBins.between(1.5, 3), QuantileBins.between()),
                new long[][][] {{{2, 1, 0, 0}, {2, 1}}, {{0, 0, 2, 0}, {2, 0}}}));
  }

  private static final String WHOLE =
      TEXT.replace(
          "\n}",
          """
          ,
            "earlier" : [ 3, -1 ],
            "quality" : {
              "silhouette" : 0.5,
              "daviesBouldin" : null,
              "calinskiHarabasz" : 80.0,
              "stability" : [ 0.875, null ],
              "curve" : [ {
                "k" : 2,
                "silhouette" : 0.5,
                "inertia" : 0.5
              }, {
                "k" : 3,
                "silhouette" : 0.25,
                "inertia" : 0.125
              } ]
            },
            "distribution" : {
              "edges" : [ [ 1.5, 3.0 ], [ ] ],
              "counts" : [ [ [ 2, 1, 0, 0 ], [ 2, 1 ] ], [ [ 0, 0, 2, 0 ], [ 2, 0 ] ] ]
            }
          }""");

  @Test
  public void writesAndReadsAllThatCanBeKnown() throws Exception {
    assertEquals(WHOLE, ModelJson.write(whole()));
    assertEquals(whole(), ModelJson.read(WHOLE, "model.json"));
    assertEquals(whole(), CoderUtils.clone(ClusterModelCoder.of(), whole()));
    assertNotEquals(whole(), model());
  }

  @Test
  public void keepsTheEncodingUnlessItIsPlain() {
    String encoding =
        """
        "encoding" : [ { "column" : "orders", "kind" : "log", "weight" : 2, "missing" : "mean" },
          { "column" : "recency", "kind" : "number", "weight" : 1, "missing" : "drop" } ],
        "rows\"""";
    ClusterModel model = ModelJson.read(TEXT.replace("\"rows\"", encoding), "model.json");
    assertEquals(List.of("orders", "recency"), model.encoding().columns());
    assertArrayEquals(new double[] {2, 1}, model.encoding().weights(), 0);
    assertEquals(model, ModelJson.read(ModelJson.write(model), "model.json"));
    String other = TEXT.replace("\"rows\"", encoding.replace("recency", "age"));
    assertEquals(
        "m: field 'encoding' makes others than the features of 'features'; train the model again",
        assertThrows(InvalidModelException.class, () -> ModelJson.read(other, "m")).getMessage());
  }

  @Test
  public void refusesWrongFieldsOfWhatCanBeKnown() {
    assertRefused("[ 3, -1 ]", "[ 3 ]", "earlier' has a list of 1 where 2 are expected");
    assertRefused(
        "[ 3, -1 ]", "[ 3, -2 ]", "earlier' holds something else than numbers of clusters and -1");
    assertRefused("[ 0.875, null ]", "[ 1 ]", "quality.stability' has a list of 1 where 2");
    assertRefused("\"silhouette\" : 0.25,", "", "quality.curve[1].silhouette' is missing; train");
    assertRefused(
        "\"silhouette\" : 0.5,\n    \"daviesBouldin\"",
        "\"silhouette\" : \"high\",\n    \"daviesBouldin\"",
        "quality.silhouette' holds something else than a finite number");
    assertRefused("[ 1.5, 3.0 ]", "[ 3.0, 1.5 ]", "distribution.edges' holds a list that does not");
    assertRefused(", [ ] ],", " ],", "distribution.edges' has a list of 1 where 2 are expected");
    assertRefused("[ 2, 1, 0, 0 ]", "[ 2, 1, 0 ]", "distribution.counts' has a list of 3 where 4");
    assertRefused(
        "[ 2, 1, 0, 0 ]", "[ 2, 1, 0, -1 ]", "distribution.counts' holds a negative number");
    assertRefused("[ 2, 1, 0, 0 ]", "4", "distribution.counts' is not a list");
  }

  @Test
  public void refusesOtherVersions() {
    assertRefused(
        "\"version\" : 2",
        "\"version\" : 3",
        "dir/model.json: field 'version' is 3, this program reads 1 to 2; train the model again");
  }

  @Test
  public void refusesWrongShapes() {
    assertRefused(
        "\"means\" : [ 2.0, 10.5 ]",
        "\"means\" : [ 2.0 ]",
        "dir/model.json: field 'means' has a list of 1 where 2 are expected; train the model again");
    assertRefused(
        "[ 3.25 ]",
        "[ 3.25, 1 ]",
        "dir/model.json: field 'centroids' has a list of 2 where 1 are expected;"
            + " train the model again");
    assertRefused(
        "\"sizes\" : [ 3, 2 ]",
        "\"sizes\" : 5",
        "dir/model.json: field 'sizes' is not a list; train the model again");
    assertRefused(
        "\"components\" : [ [ 0.8, -0.6 ] ]",
        "\"components\" : [ [ 0.8 ] ]",
        "dir/model.json: field 'components' has a list of 1 where 2 are expected;"
            + " train the model again");
  }

  @Test
  public void refusesWrongValues() {
    assertRefused(
        "\"inertia\" : 0.5,",
        "",
        "dir/model.json: field 'inertia' is missing; train the model again");
    assertRefused(
        "\"scales\" : [ 1.0, 0.1 ]",
        "\"scales\" : [ 1.0, 0 ]",
        "dir/model.json: field 'scales' holds a number that is not positive; train the model again");
    assertRefused(
        "[ 3.25 ]",
        "[ \"x\" ]",
        "dir/model.json: field 'centroids' holds something else than a finite number;"
            + " train the model again");
    assertRefused(
        "\"k\" : 2",
        "\"k\" : 0",
        "dir/model.json: field 'k' is 0, must be at least 1; train the model again");
    assertRefused(
        "\"orders\", \"recency\"",
        "\"orders\", \"orders\"",
        "dir/model.json: field 'features' holds a name twice; train the model again");
    assertRefused(
        "\"standardize\" : true",
        "\"standardize\" : 1",
        "dir/model.json: field 'standardize' is neither true nor false; train the model again");
  }

  @Test
  public void refusesWhatIsNoModel() {
    for (String text : new String[] {"", "null", "[]", "3", "{}"}) {
      InvalidModelException e =
          assertThrows(InvalidModelException.class, () -> ModelJson.read(text, "m"));
      assertEquals("m: field 'version' is missing; train the model again", e.getMessage());
    }
    InvalidModelException e =
        assertThrows(InvalidModelException.class, () -> ModelJson.read("{\n\"version\": x", "m"));
    assertEquals("m: not JSON, line 2; train the model again", e.getMessage());
  }

  private static void assertRefused(String part, String replacement, String message) {
    assertTrue(part, WHOLE.contains(part));
    String changed = WHOLE.replace(part, replacement);
    InvalidModelException e =
        assertThrows(InvalidModelException.class, () -> ModelJson.read(changed, "dir/model.json"));
    assertTrue(e.getMessage(), e.getMessage().contains(message));
  }
}

package dev.catchment.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.Block;
import dev.catchment.model.BlockCoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.testing.UsesTestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;

@Category(NeedsRunner.class)
public class AssignClustersTest {
  @Rule public final transient TestPipeline pipeline = TestPipeline.create();

  @Test
  public void assignsByAStoredModel() {
    PCollection<KV<String, Integer>> assigned =
        pipeline
            .apply(Create.of("7 10.5", "2 10.5", "x 10.5"))
            .apply(AssignClusters.by(ModelJsonTest.model(), AssignClustersTest::parse));
    PAssert.that(assigned)
        .satisfies(
            pairs -> {
              Map<String, Integer> clusters = new TreeMap<>();
              pairs.forEach(pair -> clusters.put(pair.getKey(), pair.getValue()));
              assertEquals(Map.of("7 10.5", 1, "2 10.5", 0, "x 10.5", 0), clusters);
              return null;
            });
    pipeline.run();
  }

  @Test
  @Category(UsesTestStream.class)
  public void assignsAStreamInWindows() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    Duration minute = Duration.standardMinutes(1);
    TestStream<String> stream =
        TestStream.create(StringUtf8Coder.of())
            .addElements(TimestampedValue.of("7 10.5", start))
            .addElements(TimestampedValue.of("2 10.5", start.plus(minute)))
            .advanceWatermarkTo(start.plus(minute))
            .addElements(TimestampedValue.of("8 10.5", start.plus(minute)))
            .advanceWatermarkToInfinity();
    PCollection<String> assigned =
        pipeline
            .apply(stream)
            .apply(Window.into(FixedWindows.of(minute)))
            .apply(AssignClusters.by(ModelJsonTest.model(), AssignClustersTest::parse))
            .apply(
                MapElements.into(TypeDescriptors.strings())
                    .via(pair -> pair.getKey() + ": " + pair.getValue()));
    PAssert.that(assigned)
        .inWindow(new IntervalWindow(start, minute))
        .containsInAnyOrder("7 10.5: 1");
    PAssert.that(assigned)
        .inWindow(new IntervalWindow(start.plus(minute), minute))
        .containsInAnyOrder("2 10.5: 0", "8 10.5: 1");
    pipeline.run();
  }

  private static double[] parse(String text) {
    String[] cells = text.split(" ", -1);
    double first = cells[0].equals("x") ? Double.NaN : Double.parseDouble(cells[0]);
    return new double[] {first, Double.parseDouble(cells[1])};
  }

  @Test
  public void assignsAndDrawsByAModelOfTheSamePipeline() {
    double[][] rows = Tables.groups(3);
    PCollection<Point> points =
        pipeline.apply(Create.of(Tables.points(rows)).withCoder(PointCoder.of()));
    PCollection<Block> blocks = points.apply(PackBlocks.ofWidth(3));
    PCollection<ClusterModel> model =
        blocks.apply(TrainClusters.on(Tables.names(3)).withComponents(1));
    PCollection<KV<Point, Integer>> assigned =
        points.apply("Assign once", AssignClusters.by(model, Point::values));
    PAssert.that(assigned)
        .satisfies(
            pairs -> {
              int[] sizes = new int[3];
              for (KV<Point, Integer> pair : pairs) {
                sizes[pair.getValue()]++;
                assertEquals(expected(pair.getKey().key()), (int) pair.getValue());
              }
              assertEquals(42, sizes[0]);
              assertEquals(41, sizes[1]);
              assertEquals(40, sizes[2]);
              return null;
            });
    PAssert.thatSingleton(blocks.apply(SamplePlot.by(model, 3)))
        .satisfies(
            plot -> {
              assertEquals(List.of(42, 41, 40), counts(plot));
              return null;
            });
    pipeline.run();
  }

  /** The groups of {@link Tables#groups} grow, the clusters are numbered by decreasing size. */
  private static int expected(long row) {
    return row < 40 ? 2 : row < 81 ? 1 : 0;
  }

  @Test
  public void drawsAtMostTwoThousandDots() {
    PCollection<Block> blocks =
        pipeline.apply(Create.of(Tables.blocks(Tables.groups(50), 100)).withCoder(BlockCoder.of()));
    PCollection<ClusterModel> model =
        pipeline.apply("Model", Create.of(around(2, 90)).withCoder(ClusterModelCoder.of()));
    PAssert.thatSingleton(blocks.apply(SamplePlot.by(model, 2)))
        .satisfies(
            plot -> {
              assertEquals(List.of(1000, 1000), counts(plot));
              assertTrue(plot.dots().stream().allMatch(dot -> dot.x() > -50 && dot.x() < 500));
              return null;
            });
    pipeline.run();
  }

  private static List<Integer> counts(PlotSample plot) {
    Map<Integer, Integer> counts = new TreeMap<>();
    plot.dots().forEach(dot -> counts.merge(dot.cluster(), 1, Integer::sum));
    return List.copyOf(counts.values());
  }

  /** A model of clusters at multiples of a distance on the first of three features. */
  private static ClusterModel around(int k, double distance) {
    FeatureSpace space =
        new FeatureSpace(
            Tables.names(3),
            StandardScaler.of(new double[3], new double[] {1, 1, 1}),
            PrincipalComponents.none());
    double[][] centroids = new double[k][3];
    for (int cluster = 0; cluster < k; cluster++) {
      centroids[cluster][0] = distance * (3 * cluster + 1);
    }
    Training training =
        new Training(
            FeatureEncoding.identity(space.features()),
            space,
            true,
            0,
            new TableProfile(1, new long[3], new double[3]));
    return ClusterModel.of(training, centroids, Measures.none(k, 3));
  }
}

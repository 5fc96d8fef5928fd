package dev.catchment.cluster;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.model.Block;
import dev.catchment.model.BlockCoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.PCollection;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;

@Category(NeedsRunner.class)
public class MeasureDriftTest {
  private static final double[][] ROWS = Planted.around(4, 2000, 1, 6);

  @Rule public final transient TestPipeline pipeline = TestPipeline.create();

  private static ClusterModel model() {
    return LocalTraining.train(Tables.blocks(ROWS, 100), ClusterSettings.defaults().withK(4));
  }

  private void measure(
      ClusterModel model, List<Block> blocks, SerializableFunction<Drift, Void> check) {
    PCollection<ClusterModel> stored =
        pipeline.apply("Model", Create.of(model).withCoder(ClusterModelCoder.of()));
    PCollection<Block> rows = pipeline.apply(Create.of(blocks).withCoder(BlockCoder.of()));
    PAssert.thatSingleton(rows.apply(MeasureDrift.from(stored))).satisfies(check);
    pipeline.run();
  }

  @Test
  public void theSameRowsHaveNotDrifted() {
    List<Block> shuffled = Tables.blocks(ROWS, 30);
    Collections.shuffle(shuffled, new Random(1));
    measure(
        model(),
        shuffled,
        drift -> {
          assertEquals(2000, drift.rows());
          assertEquals(2000, drift.sizes().stream().mapToLong(each -> each).sum());
          assertEquals(0, drift.clusters().psi(), 1e-12);
          assertEquals(
              List.of("f0", "f1"), drift.features().stream().map(Drift.Feature::name).toList());
          for (Drift.Feature feature : drift.features()) {
            assertEquals(0, feature.overall().psi(), 1e-12);
            assertEquals("stable", feature.overall().verdict());
            assertEquals(4, feature.clusters().size());
            feature.clusters().forEach(shift -> assertEquals(0, shift.psi(), 1e-12));
          }
          return null;
        });
  }

  @Test
  public void aShiftedFeatureIsNamed() {
    double[][] shifted = Planted.around(4, 2000, 1, 7);
    Arrays.stream(shifted).forEach(row -> row[1] += 2);
    measure(
        model(),
        Tables.blocks(shifted, 100),
        drift -> {
          assertEquals("stable", drift.features().get(0).overall().verdict());
          Drift.Feature second = drift.features().get(1);
          assertTrue(second.overall().psi() > 0.25);
          assertEquals("changed", second.overall().verdict());
          second.clusters().forEach(shift -> assertEquals("changed", shift.verdict()));
          assertEquals("stable", drift.clusters().verdict());
          return null;
        });
  }

  @Test
  public void fewerRowsOfAClusterShiftTheShares() {
    ClusterModel model = model();
    double[][] left =
        Arrays.stream(ROWS).filter(row -> model.assign(row) != 0).toArray(double[][]::new);
    measure(
        model,
        Tables.blocks(left, 100),
        drift -> {
          assertEquals(0, (long) drift.sizes().get(0));
          assertEquals("changed", drift.clusters().verdict());
          assertEquals("unknown", drift.features().get(0).clusters().get(0).verdict());
          return null;
        });
  }

  @Test
  public void withoutADistributionOnlySharesAreKnown() {
    measure(
        model().withDistribution(null),
        Tables.blocks(ROWS, 100),
        drift -> {
          assertEquals(2000, drift.rows());
          assertEquals(0, drift.clusters().psi(), 1e-12);
          assertEquals(List.of(), drift.features());
          return null;
        });
  }

  @Test
  public void nothingIsKnownOfNoRows() {
    measure(
        model(),
        List.of(),
        drift -> {
          assertEquals(0, drift.rows());
          assertEquals("unknown", drift.clusters().verdict());
          assertEquals("unknown", drift.features().get(0).overall().verdict());
          return null;
        });
  }

  @Test
  public void theCoderKeepsItsBytes() throws Exception {
    Drift drift =
        new Drift(
            7,
            List.of(7L, 0L),
            new Drift.Shift(0.125),
            List.of(
                new Drift.Feature(
                    "orders",
                    new Drift.Shift(0.5),
                    List.of(new Drift.Shift(0), new Drift.Shift(Double.NaN)))));
    String text =
        """
        {"rows":7,"sizes":[7,0],"clusters":{"psi":0.125,"verdict":"shifted"},\
        "features":[{"name":"orders","psi":0.5,"verdict":"changed","clusters":[\
        {"psi":0.0,"verdict":"stable"},{"psi":null,"verdict":"unknown"}]}]}""";
    assertEquals(text, DriftJson.write(drift));
    byte[] bytes = CoderUtils.encodeToByteArray(DriftCoder.of(), drift);
    assertEquals(text, new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_8));
    assertEquals(drift, CoderUtils.clone(DriftCoder.of(), drift));
  }
}

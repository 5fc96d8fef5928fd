package dev.catchment.cluster;

import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.junit.Rule;
import org.junit.Test;

public class FitEncodingTest {
  private static final EncodingFit FIT =
      EncodingFit.of(
          EncodingSettings.of(List.of("orders", "country"), List.of("orders"))
              .withOneHot(List.of("country"))
              .withMissing("median"),
          7);

  @Rule public final transient TestPipeline pipeline = TestPipeline.create();

  @Test
  public void fitsByAllPartsTogether() {
    CellSample whole = new CellSample();
    List<CellSample> parts = new ArrayList<>();
    for (int part = 0; part < 10; part++) {
      CellSample sample = new CellSample();
      for (long row = 0; row < 20; row++) {
        long key = 20L * part + row;
        String[] cells = {Long.toString(key), "c" + key % 30};
        FIT.sample(sample, key, cells);
        FIT.sample(whole, key, cells);
      }
      parts.add(sample);
    }
    PAssert.that(
            pipeline
                .apply(Create.of(parts).withCoder(CellSampleCoder.of()))
                .apply(FitEncoding.of(FIT)))
        .containsInAnyOrder(FIT.fit(whole));
    pipeline.run();
  }

  @Test
  public void refusesATableWithoutRows() {
    pipeline.apply(Create.empty(CellSampleCoder.of())).apply(FitEncoding.of(FIT));
    Pipeline.PipelineExecutionException failure =
        assertThrows(Pipeline.PipelineExecutionException.class, pipeline::run);
    assertTrue(failure.toString(), failure.getMessage().contains("there are no rows to cluster"));
  }
}

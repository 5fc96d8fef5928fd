package dev.catchment.runners.flink;

import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Readings;
import dev.catchment.runners.portability.LiveReadings;
import java.util.Set;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.junit.Test;
import org.junit.experimental.categories.Category;

@Category(NeedsRunner.class)
public class FlinkReadingsTest {
  @Test
  public void theCountsOfARunningEmbeddedJobAreThere() throws Exception {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setJobName("readings");
    options.setStreaming(true);
    new FlinkSupport().apply(options, Set.of());
    Readings readings =
        LiveReadings.await(
            options, known -> LiveReadings.areCounted(known) && known.watermark().isPresent());
    assertTrue(readings.toString(), LiveReadings.areCounted(readings));
    long behind = System.currentTimeMillis() - readings.watermark().orElseThrow();
    assertTrue(readings + " is " + behind + " ms behind", behind > -1_000 && behind < 30_000);
  }
}

package dev.catchment.runners.direct;

import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Readings;
import dev.catchment.runners.portability.LiveReadings;
import java.util.Set;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.junit.Test;
import org.junit.experimental.categories.Category;

@Category(NeedsRunner.class)
public class DirectReadingsTest {
  @Test
  public void theCountsOfARunningJobAreThere() throws Exception {
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setRunner(DirectRunner.class);
    new DirectSupport().apply(options, Set.of());
    Readings readings = LiveReadings.await(options, LiveReadings::areCounted);
    assertTrue(readings.toString(), LiveReadings.areCounted(readings));
  }
}

package dev.catchment.runners.direct;

import static org.junit.Assert.assertTrue;

import dev.catchment.account.Progress;
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
    Readings readings =
        LiveReadings.await(options, known -> known.counts().containsKey(Progress.LATE));
    assertTrue(readings.toString(), readings.counts().get(Progress.READ) > 0);
    assertTrue(readings.toString(), readings.counts().get(Progress.LATE) > 0);
    assertTrue(readings.toString(), readings.offsets().get("numbers_0") > 0);
  }
}

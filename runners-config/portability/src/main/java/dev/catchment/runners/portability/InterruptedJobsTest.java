package dev.catchment.runners.portability;

import dev.catchment.pipelines.InterruptionTest;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.experimental.categories.Category;

/** A job that is interrupted on the runner under test leaves nothing. */
@Category(NeedsRunner.class)
public class InterruptedJobsTest extends InterruptionTest {
  @Override
  protected String runner() {
    return TestPipeline.testingPipelineOptions().getRunner().getSimpleName().replace("Test", "");
  }
}

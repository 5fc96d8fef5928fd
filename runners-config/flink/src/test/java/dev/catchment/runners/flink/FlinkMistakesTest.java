package dev.catchment.runners.flink;

import static org.junit.Assert.assertEquals;

import dev.catchment.pipelines.Refusals;
import dev.catchment.runners.Processes;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.apache.flink.client.program.StreamContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.rules.TemporaryFolder;

/** Mistakes with the options of Flink, named by the doctor and by the job. */
@Category(NeedsRunner.class)
public class FlinkMistakesTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void anAddressThatIsNoneIsNamed() {
    for (String address : new String[] {"cluster", "cluster:", "cluster:99999", "[locl]"}) {
      refused(
          "--flinkMaster=" + address,
          "--flinkMaster=" + address + " is no address of a cluster",
          "write --flinkMaster=host:8081");
    }
  }

  @Test
  public void aClusterThatDoesNotAnswerIsNamed() {
    String address = "127.0.0.1:" + Processes.freePort();
    refused("--flinkMaster=" + address, "nothing answers at " + address, "start the cluster");
  }

  @Test
  public void aJobThatNobodyWaitsForIsRefused() {
    for (boolean attached : new boolean[] {false, true}) {
      submit(attached);
      try {
        assertEquals(
            attached,
            new FlinkSupport()
                .complaints(PipelineOptionsFactory.as(FlinkPipelineOptions.class))
                .isEmpty());
        if (!attached) {
          refused("--flinkMaster=[auto]", "leave out --detached", "set execution.attached");
        }
      } finally {
        StreamContextEnvironment.unsetAsContext();
      }
    }
  }

  /** As {@code flink run} does. */
  private static void submit(boolean attached) {
    StreamContextEnvironment.setAsContext(
        new DefaultExecutorServiceLoader(),
        new Configuration().set(DeploymentOptions.ATTACHED, attached),
        FlinkMistakesTest.class.getClassLoader(),
        false,
        false);
  }

  private void refused(String option, String... words) {
    Refusals.check(folder.getRoot(), List.of("--runner=FlinkRunner", option), words);
  }
}

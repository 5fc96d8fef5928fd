package dev.catchment.runners.spark;

import dev.catchment.pipelines.Refusals;
import dev.catchment.runners.Processes;
import java.util.List;
import org.apache.beam.sdk.testing.NeedsRunner;
import org.junit.Rule;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.rules.TemporaryFolder;

/** Mistakes with the options of Spark, named by the doctor and by the job. */
@Category(NeedsRunner.class)
public class SparkMistakesTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void anAddressThatIsNoneIsNamed() {
    for (String address : new String[] {"host:7077", "spark://host", "locl[2]"}) {
      refused(
          "--sparkMaster=" + address,
          "--sparkMaster=" + address + " is no address of a cluster",
          "write --sparkMaster=spark://host:7077");
    }
  }

  @Test
  public void aClusterThatDoesNotAnswerIsNamed() {
    String address = "127.0.0.1:" + Processes.freePort();
    refused(
        "--sparkMaster=spark://" + address, "nothing answers at " + address, "start the cluster");
  }

  private void refused(String option, String... words) {
    Refusals.check(folder.getRoot(), List.of("--runner=SparkRunner", option), words);
  }
}

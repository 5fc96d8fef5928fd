package dev.catchment.runners.dataflow;

import dev.catchment.pipelines.Refusals;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Mistakes with Dataflow, named by the doctor and by the job. */
public class DataflowMistakesTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aPlaceThatWorkersDoNotSeeIsNamed() {
    Refusals.check(
        folder.getRoot(),
        List.of("--runner=DataflowRunner"),
        folder.getRoot() + "/world is on the disk of this machine",
        "gs://bucket/");
  }
}

package dev.catchment.runners.dataflow;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Catchment;
import dev.catchment.pipelines.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Mistakes with Dataflow, named by the doctor and by the job. */
public class DataflowMistakesTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aPlaceThatWorkersDoNotSeeIsNamed() {
    String output = folder.getRoot() + "/world";
    for (String[] command :
        new String[][] {
          {"doctor", "generate", "--output=" + output, "--runner=DataflowRunner"},
          {"generate", "--output=" + output, "--runner=DataflowRunner"}
        }) {
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
      ExitStatus status =
          Catchment.run(command, stream, stream, InstantSource.fixed(Instant.EPOCH));
      String text = printed.toString(StandardCharsets.UTF_8);
      assertEquals(text, ExitStatus.USAGE, status);
      assertTrue(text, text.contains(output + " is on the disk of this machine"));
      assertTrue(text, text.contains("gs://bucket/"));
      assertArrayEquals(new String[0], folder.getRoot().list());
    }
  }
}

package dev.catchment.runners.spark;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.catchment.pipelines.Catchment;
import dev.catchment.pipelines.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
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
  public void aClusterThatDoesNotAnswerIsNamed() throws IOException {
    String address = "127.0.0.1:" + closedPort();
    refused(
        "--sparkMaster=spark://" + address, "nothing answers at " + address, "start the cluster");
  }

  private static int closedPort() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return closed.getLocalPort();
    }
  }

  /** The doctor and the job refuse, with these words, and leave nothing. */
  private void refused(String option, String... words) {
    String output = "--output=" + folder.getRoot() + "/world";
    String runner = "--runner=SparkRunner";
    for (String[] command :
        new String[][] {
          {"doctor", "generate", output, runner, option}, {"generate", output, runner, option}
        }) {
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
      ExitStatus status =
          Catchment.run(command, stream, stream, InstantSource.fixed(Instant.EPOCH));
      String text = printed.toString(StandardCharsets.UTF_8);
      assertEquals(text, ExitStatus.USAGE, status);
      for (String word : words) {
        assertTrue(word + " is not in\n" + text, text.contains(word));
      }
      assertArrayEquals(new String[0], folder.getRoot().list());
    }
  }
}

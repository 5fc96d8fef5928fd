package dev.catchment.runners.flink;

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
import java.util.ArrayList;
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
  public void aClusterThatDoesNotAnswerIsNamed() throws IOException {
    String address = "127.0.0.1:" + closedPort();
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

  private static int closedPort() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return closed.getLocalPort();
    }
  }

  /** The doctor and the job refuse, with these words, and leave nothing. */
  private void refused(String option, String... words) {
    refused(List.of(option), words);
  }

  private void refused(List<String> options, String... words) {
    String output = "--output=" + folder.getRoot() + "/world";
    String runner = "--runner=FlinkRunner";
    for (List<String> job : List.of(List.of("doctor", "generate"), List.of("generate"))) {
      List<String> command = new ArrayList<>(job);
      command.addAll(List.of(output, runner));
      command.addAll(options);
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
      ExitStatus status =
          Catchment.run(
              command.toArray(String[]::new), stream, stream, InstantSource.fixed(Instant.EPOCH));
      String text = printed.toString(StandardCharsets.UTF_8);
      assertEquals(text, ExitStatus.USAGE, status);
      for (String word : words) {
        assertTrue(word + " is not in\n" + text, text.contains(word));
      }
      assertArrayEquals(new String[0], folder.getRoot().list());
    }
  }
}

package dev.catchment.pipelines;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;

import java.io.BufferedReader;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A process is told to end while it puts in order what a run that was killed has left. */
public class InterruptedTidyTest {
  @Rule public final TemporaryFolder output = new TemporaryFolder();

  /** Stops for good where it tells what it has removed; its own hidden folder is there then. */
  static final class Tidy {
    private Tidy() {}

    public static void main(String[] arguments) {
      StagedOutput.tidy(
          new Outputs(arguments[0], List.of("result"), false),
          note -> {
            System.out.println(note);
            while (true) {
              LockSupport.park();
            }
          });
    }
  }

  @Test
  public void itLeavesNothing() throws Exception {
    output.newFolder(".staging-of-a-run-that-was-killed");
    ProcessBuilder builder =
        Fork.of(output.getRoot().getPath()).redirectOutput(ProcessBuilder.Redirect.PIPE);
    Collections.replaceAll(builder.command(), Catchment.class.getName(), Tidy.class.getName());
    Process tidy = builder.start();
    try (BufferedReader said = tidy.inputReader()) {
      assertThat(said.readLine(), containsString("which a run that was killed had left"));
      new ProcessBuilder("kill", "-TERM", Long.toString(tidy.pid())).start().waitFor();
      assertEquals(143, tidy.waitFor());
      assertEquals(List.of(), List.of(output.getRoot().list()));
    } finally {
      tidy.destroyForcibly();
    }
  }
}

package dev.catchment.pipelines;

import dev.catchment.write.OutputDirectory;
import dev.catchment.write.OutputException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** Runs a job's work into an {@link OutputDirectory} that appears whole or not at all. */
public final class StagedOutput {
  private StagedOutput() {}

  /**
   * Prepares the directory, does the work, and publishes the outputs; discards them when the work
   * fails or the process is interrupted.
   *
   * @param names the outputs, the one that says that all is there last
   * @throws UsageException when the directory cannot take the outputs
   */
  public static void write(
      String directory,
      List<String> names,
      boolean overwrite,
      Console console,
      Consumer<OutputDirectory> work) {
    OutputDirectory output;
    try {
      output = OutputDirectory.prepare(directory, names, overwrite);
    } catch (OutputException e) {
      throw new UsageException(e.getMessage(), e);
    }
    Thread discard = new Thread(output::discard, "discard-output");
    Runtime.getRuntime().addShutdownHook(discard);
    boolean worked = false;
    try {
      work.accept(output);
      worked = true;
      output.publish();
    } catch (OutputException | UncheckedIOException e) {
      throw JobFailedException.because(e);
    } finally {
      removeHook(discard);
      if (!worked) {
        discard(output, console);
      }
    }
  }

  /** Discards without hiding the failure that made it necessary. */
  private static void discard(OutputDirectory output, Console console) {
    try {
      output.discard();
    } catch (OutputException e) {
      console.note("catchment: %s", e.getMessage());
    }
  }

  private static void removeHook(Thread discard) {
    try {
      Runtime.getRuntime().removeShutdownHook(discard);
    } catch (IllegalStateException e) {
      // The process is ending and the hook is doing its work.
    }
  }
}

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
      String directory, List<String> names, boolean overwrite, Consumer<OutputDirectory> work) {
    OutputDirectory output;
    try {
      output = OutputDirectory.prepare(directory, names, overwrite);
    } catch (OutputException e) {
      throw new UsageException(e.getMessage(), e);
    }
    Thread discard = new Thread(output::discard, "discard-output");
    Runtime.getRuntime().addShutdownHook(discard);
    try {
      work.accept(output);
    } catch (RuntimeException | Error failure) {
      discard(output, failure);
      if (failure instanceof OutputException || failure instanceof UncheckedIOException) {
        throw JobFailedException.because(failure);
      }
      throw failure;
    } finally {
      removeHook(discard);
    }
    try {
      output.publish();
    } catch (OutputException e) {
      throw JobFailedException.because(e);
    }
  }

  /** Discards without hiding the failure that made it necessary. */
  private static void discard(OutputDirectory output, Throwable failure) {
    try {
      output.discard();
    } catch (OutputException second) {
      failure.addSuppressed(second);
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
